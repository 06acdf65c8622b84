import {request} from 'node:http';
import test from 'ava';
import {openDoor} from './open-door.js';
import {answerTo, ask} from './raw-request.js';

test('the metrics tell the node, its door and the process', async t => {
	const {url, extend} = await openDoor(t);
	await extend();
	await ask(`${url}/blocks/tip`);
	await ask(`${url}/blocks/7`);
	await ask(`${url}/nothing`);
	const events = request(`${url}/events`, {agent: false}).end();
	await answerTo(events);

	const {text, headers} = await ask(`${url}/metrics`);
	events.destroy();
	t.true(headers['content-type']!.startsWith('text/plain'));
	for (const line of [
		'chain_tui_height 1',
		'chain_tui_difficulty 2',
		'chain_tui_peers 0',
		'chain_tui_mempool_transactions 0',
		'chain_tui_mempool_bytes 0',
		'chain_tui_uptime_seconds 0',
		'chain_tui_event_listeners 1',
		'chain_tui_http_requests_total{route="block",status="200"} 1',
		'chain_tui_http_requests_total{route="block",status="404"} 1',
		'chain_tui_http_requests_total{route="none",status="404"} 1',
		'chain_tui_http_request_duration_seconds_count{route="block"} 2',
	]) {
		t.true(text.split('\n').includes(line), `there is a line ${line}`);
	}

	t.regex(text, /^chain_tui_hashrate /mv);
	t.regex(text, /^process_resident_memory_bytes \d/mv);
});

test('two servers in one process count apart', async t => {
	const [one, other] = await Promise.all([openDoor(t), openDoor(t)]);
	await ask(`${one.url}/status`);
	const {text} = await ask(`${other.url}/metrics`);
	t.false(text.includes('route="status"'));
});
