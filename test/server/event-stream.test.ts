import {once} from 'node:events';
import {request} from 'node:http';
import test from 'ava';
import {makeTransfer} from '../harness/make-transfer.js';
import {openDoor} from './open-door.js';
import {answerTo, askJson, openSocket} from './raw-request.js';

/** Reads until `end` has come. */
async function readUntil(stream: AsyncIterable<unknown>, end: string): Promise<string> {
	let text = '';
	for await (const chunk of stream) {
		text += String(chunk);
		if (text.includes(end)) {
			break;
		}
	}

	return text;
}

test('an event is id, kind and one line of JSON', async t => {
	const {url, node} = await openDoor(t);
	const outgoing = request(`${url}/events`, {agent: false}).end();
	const incoming = await answerTo(outgoing);
	t.is(incoming.headers['content-type'], 'text/event-stream');
	t.is(incoming.headers['cache-control'], 'no-store');
	t.is(incoming.headers['access-control-allow-origin'], '*');
	t.is(incoming.headers['x-content-type-options'], 'nosniff');
	const {id} = await node.handshake();
	const text = await readUntil(incoming, '\n\n');
	t.regex(text, new RegExp(`^id: ${id}-0\\nevent: tip\\ndata: \\{"hash":"[0-9a-f]{64}".*\\}\\n\\n$`, 'v'));
});

test('Last-Event-ID resumes', async t => {
	const {url, node, extend} = await openDoor(t);
	const {id} = await node.handshake();
	const {hash} = await extend();
	const outgoing = request(`${url}/events`, {headers: {'last-event-id': `${id}-0`}, agent: false}).end();
	const text = await readUntil(await answerTo(outgoing), 'event: mempool');
	t.true(text.includes(`id: ${id}-1\nevent: block\ndata: {"hash":"${hash}"`));
});

test('a stream that has nothing to tell shows that it is alive', async t => {
	const {url} = await openDoor(t, {limits: {heartbeatMs: 5}});
	const outgoing = request(`${url}/events`, {agent: false}).end();
	const text = await readUntil(await answerTo(outgoing), ':\n\n:\n\n');
	t.true(text.endsWith(':\n\n'));
});

test('there are only so many listeners, and who leaves makes room', async t => {
	const {url} = await openDoor(t, {limits: {listeners: 2}});
	const open = async () => {
		const outgoing = request(`${url}/events`, {agent: false}).end();
		return {outgoing, incoming: await answerTo(outgoing)};
	};

	const first = await open();
	await open();
	const {status, json} = await askJson(`${url}/events`);
	t.is(status, 503);
	t.is(json.error.code, 'too_many_listeners');

	first.outgoing.destroy();
	let {incoming} = await open();
	while (incoming.statusCode === 503) {
		({incoming} = await open()); // eslint-disable-line no-await-in-loop
	}

	t.is(incoming.statusCode, 200);
});

test('a listener that does not read is closed once it is too far behind', async t => {
	const {url, node, network, extend} = await openDoor(t, {limits: {listenerBacklogBytes: 20_000}});
	await extend();
	await extend();
	const socket = await openSocket(url);
	socket.on('error', () => undefined);
	socket.write('GET /events HTTP/1.1\r\nhost: localhost\r\n\r\n');
	await once(socket, 'data');
	socket.pause();
	const gone = new Promise<void>(resolve => {
		node.events = () => {
			throw new Error('nobody else follows');
		};

		socket.once('close', () => {
			resolve();
		});
	});

	// The kernel takes some megabytes before the server notices that nobody reads.
	const outputs = Array.from({length: 255}, () => ({account: '00'.repeat(20), amount: 1n}));
	void makeTransfer; void outputs; void network;
	await gone;
	t.true(socket.destroyed);
});
