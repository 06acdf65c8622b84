import {once} from 'node:events';
import {
	createServer, type IncomingMessage, request, type ServerResponse,
} from 'node:http';
import type {AddressInfo} from 'node:net';
import {setImmediate} from 'node:timers/promises';
import test from 'ava';
import {asHash} from '../../source/protocol/brands.js';
import {EventStreams} from '../../source/server/event-stream.js';
import {defaultLimits} from '../../source/server/limits.js';
import {openDoor} from './open-door.js';
import {
	answerTo, ask, askJson, openSocket,
} from './raw-request.js';

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
	t.regex(text, new RegExp(String.raw`^id: ${id}-0\nevent: tip\ndata: \{"hash":"[0-9a-f]{64}".*\}\n\n$`, 'v'));
});

test('Last-Event-ID resumes', async t => {
	const {url, node, extend} = await openDoor(t);
	const {id} = await node.handshake();
	const {hash} = await extend();
	const outgoing = request(`${url}/events`, {headers: {'last-event-id': `${id}-0`}, agent: false}).end();
	const text = await readUntil(await answerTo(outgoing), 'event: block');
	t.true(text.startsWith(`id: ${id}-0\nevent: tip\ndata: {"hash":"${hash}"`));
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
		({incoming} = await open());
	}

	t.is(incoming.statusCode, 200);
});

test('a listener that does not read is closed once it is too far behind', async t => {
	const hash = asHash('ab'.repeat(32));
	let told = 0;
	const streams = new EventStreams({
		async * events() {
			while (true) {
				told++;
				yield {
					id: `boot-${told}`,
					type: 'tip',
					data: {
						hash, height: told, time: told, difficulty: 2, chainwork: '1'.repeat(100_000),
					},
				};
				await setImmediate();
			}
		},
	}, {...defaultLimits, listenerBacklogBytes: 1_000_000});
	const server = createServer((_incoming, outgoing) => {
		void streams.open({}).write(outgoing, new AbortController().signal);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => {
		server.close();
	});

	const outgoing = request(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {agent: false}).end();
	const [[, answer]] = await Promise.all([once(server, 'request') as Promise<[IncomingMessage, ServerResponse]>, answerTo(outgoing)]);
	t.is(streams.listeners, 1);
	// From here on, nobody reads: some megabytes fit into the kernel, then they pile up in the server.
	await once(answer, 'close');
	await setImmediate();
	t.is(streams.listeners, 0);
	t.true(told > 10);
	outgoing.destroy();
});

test('a stream that waits behind another on its connection ends with it', async t => {
	const {url, extend} = await openDoor(t, {limits: {listeners: 2}});
	const socket = await openSocket(url);
	socket.write('GET /events HTTP/1.1\r\nhost: localhost\r\n\r\n'.repeat(2));
	await once(socket, 'data');
	const {status} = await askJson(`${url}/events`);
	t.is(status, 503);
	socket.destroy();
	// The server learns of it some turns later.
	let listeners = '';
	for (let turn = 0; turn < 200 && listeners !== '0'; turn++) {
		await setImmediate();
		const {text} = await ask(`${url}/metrics`);
		listeners = /^chain_tui_event_listeners (?<count>\d+)$/mv.exec(text)!.groups!['count']!;
	}

	await extend();
	t.is(listeners, '0');
});
