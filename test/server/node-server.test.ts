import {once} from 'node:events';
import {Agent, request} from 'node:http';
import test from 'ava';
import {serveNode} from '../../source/server/node-server.js';
import {refusal} from '../api/both-bodies.js';
import {openDoor, openTestNode} from './open-door.js';
import {
	answerTo, ask, converse, openSocket,
} from './raw-request.js';

test('a port that is taken is named', async t => {
	const {node, server} = await openDoor(t);
	const error = await refusal(t, serveNode({
		node, host: '127.0.0.1', port: server.port, version: '1.2.3', log: t.log,
	}), 'port_in_use');
	t.is(error.message, `port ${server.port} is taken`);
	t.deepEqual(error.details, {port: server.port});
});

test('an address that is not of this machine is refused', async t => {
	const {node} = await openTestNode(t);
	const error = await refusal(t, serveNode({
		node, host: '192.0.2.1', port: 0, version: '1.2.3', log: t.log,
	}), 'usage');
	t.true(error.message.includes('192.0.2.1'));
});

for (const [host, shown] of [['0.0.0.0', '127.0.0.1'], ['::1', '[::1]'], ['::', '[::1]'], ['localhost', 'localhost']] as const) {
	test(`on ${host} it is reached at ${shown}`, async t => {
		const {node} = await openTestNode(t);
		const server = await serveNode({
			node, host, port: 0, version: '1.2.3', log: t.log,
		});
		t.teardown(async () => server.close());
		t.is(server.url, `http://${shown}:${server.port}`);
		const {status} = await ask(`${server.url}/status`);
		t.is(status, 200);
	});
}

test('closing ends event streams, and does not wait for connections that are merely open', async t => {
	const {url, server} = await openDoor(t, {limits: {keepAliveTimeoutMs: 60_000, closeGraceMs: 60_000}});
	const agent = new Agent({keepAlive: true});
	t.teardown(() => {
		agent.destroy();
	});
	const idle = request(`${url}/status`, {agent}).end();
	const answer = await answerTo(idle);
	answer.resume();
	await once(answer, 'end');
	const following = request(`${url}/events`, {agent}).end();
	const events = await answerTo(following);
	const ended = once(events.resume(), 'end');

	await Promise.all([server.close(), server.close()]);
	await ended;
	await t.throwsAsync(ask(`${url}/status`), {code: 'ECONNREFUSED'});
});

test('what is still going on when the grace is over is cut', async t => {
	const {url, server} = await openDoor(t, {limits: {closeGraceMs: 10}});
	const slow = await openSocket(url);
	slow.on('error', () => undefined);
	slow.write('POST /blocks HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/octet-stream\r\ncontent-length: 100\r\n\r\nabc');
	await ask(`${url}/status`);
	const closed = once(slow, 'close');
	await server.close();
	slow.resume();
	await closed;
	t.true(slow.destroyed);
});

test('P5: headers that do not come are not waited for', async t => {
	const {url} = await openDoor(t, {limits: {headersTimeoutMs: 20}});
	const text = await converse(url, 'GET /status HTTP/1.1\r\nhost: localhost\r\n');
	t.regex(text, /^HTTP\/1\.1 408 /v);
	t.regex(text, /"code":"request_timeout"/v);
});

test('P5: a body that does not come is not waited for', async t => {
	const {url, logged} = await openDoor(t, {limits: {headersTimeoutMs: 20, requestTimeoutMs: 30}});
	const text = await converse(url, 'POST /blocks HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/octet-stream\r\ncontent-length: 100\r\n\r\nabc');
	t.regex(text, /^HTTP\/1\.1 408 /v);
	t.deepEqual(logged, []);
});

test('P5: a silent connection is closed', async t => {
	const {url} = await openDoor(t, {limits: {headersTimeoutMs: 20}});
	const socket = await openSocket(url);
	await once(socket.resume(), 'close');
	t.true(socket.destroyed);
});

test('P5: connections above the limit are closed at once', async t => {
	const {url} = await openDoor(t, {limits: {connections: 2}});
	const sockets = await Promise.all([openSocket(url), openSocket(url)]);
	// The server has seen both when one of them was answered.
	sockets[1].write('GET /status HTTP/1.1\r\nhost: localhost\r\n\r\n');
	await once(sockets[1], 'data');
	const third = await openSocket(url);
	third.on('error', () => undefined);
	await once(third.resume(), 'close');
	t.true(third.destroyed);
	for (const socket of sockets) {
		t.false(socket.destroyed);
		socket.destroy();
	}
});

test('what is no HTTP at all is refused', async t => {
	const {url} = await openDoor(t);
	const text = await converse(url, '{"id":1,"method":"mining.subscribe"}\n');
	t.regex(text, /^HTTP\/1\.1 400 /v);
});

test('P5: a connection that asks on and on before it is answered is closed', async t => {
	const {url} = await openDoor(t, {limits: {pipelined: 3}});
	const text = await converse(url, 'GET /status HTTP/1.1\r\nhost: localhost\r\n\r\n'.repeat(3) + 'GET /status HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n').catch(() => '');
	t.true(text.split('HTTP/1.1 200').length < 5);
	const polite = await openSocket(url);
	for (let count = 0; count < 5; count++) {
		polite.write('GET /status HTTP/1.1\r\nhost: localhost\r\n\r\n');
		const [answer] = await once(polite, 'data') as [Buffer];
		t.true(answer.toString().startsWith('HTTP/1.1 200'));
	}

	polite.destroy();
});

test('P5: who does not read the answer is closed', async t => {
	const {url} = await openDoor(t, {limits: {silenceTimeoutMs: 30, heartbeatMs: 60_000}});
	const socket = await openSocket(url);
	socket.write('GET /events HTTP/1.1\r\nhost: localhost\r\n\r\n');
	await once(socket.resume(), 'close');
	t.true(socket.destroyed);
});
