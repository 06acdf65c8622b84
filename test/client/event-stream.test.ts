import {once} from 'node:events';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import test, {type ExecutionContext} from 'ava';
import {connectNode, type NodeClient} from '../../source/client/node-client.js';
import type {NodeEvent} from '../../source/api/event.js';
import {refusal} from '../api/both-bodies.js';
import {openDoor, openTestNode} from '../server/open-door.js';
import {serveNode} from '../../source/server/node-server.js';

const quickly = {reconnectMs: [1, 2]} as const;

type Connection = {readonly lastEventId: string | undefined; readonly outgoing: ServerResponse};

/** A server whose streams break when the test says so. */
async function openBreakable(t: ExecutionContext, tell: (connection: Connection, count: number) => void): Promise<{client: NodeClient; connections: Connection[]}> {
	const connections: Connection[] = [];
	const server = createServer((incoming: IncomingMessage, outgoing) => {
		const connection = {lastEventId: incoming.headers['last-event-id']?.toString(), outgoing};
		outgoing.writeHead(200, {'content-type': 'text/event-stream'});
		outgoing.flushHeaders();
		connections.push(connection);
		tell(connection, connections.length);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const client = await connectNode(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {timings: {...quickly, silenceMs: 100}});
	t.teardown(() => {
		client.close();
		server.close();
		server.closeAllConnections();
	});
	return {client, connections};
}

const mempool = (id: string, count: number): string => `id: ${id}\nevent: mempool\ndata: {"count":${count},"bytes":0}\n\n`;

async function take(events: AsyncIterable<NodeEvent>, count: number): Promise<NodeEvent[]> {
	const taken: NodeEvent[] = [];
	for await (const event of events) {
		taken.push(event);
		if (taken.length === count) {
			break;
		}
	}

	return taken;
}

test('who begins to follow a node that is not there learns it at once', async t => {
	const {url, server} = await openDoor(t);
	await server.close();
	const client = await connectNode(url, {timings: quickly});
	await refusal(t, take(client.events(), 1), 'node_unreachable');
});

test('a refusal of the first connection is told', async t => {
	const {url} = await openDoor(t, {limits: {listeners: 0}});
	const client = await connectNode(url, {timings: quickly});
	await refusal(t, take(client.events(), 1), 'too_many_listeners');
});

test('after a break the stream goes on behind the last event', async t => {
	const {client, connections} = await openBreakable(t, ({outgoing}, count) => {
		outgoing.write(mempool(`boot-${count}`, count));
		outgoing.write('id: boot-99\nevent: mempool\ndata: {"count":'); // Breaks off within an event
		outgoing.end();
	});
	const events = await take(client.events({lastEventId: 'boot-0'}), 3);
	t.deepEqual(events.map(({id}) => id), ['boot-1', 'boot-2', 'boot-3']);
	t.deepEqual(connections.map(({lastEventId}) => lastEventId), ['boot-0', 'boot-1', 'boot-2']);
});

test('whoever follows is told of each break, and of each connection', async t => {
	const {client} = await openBreakable(t, ({outgoing}, count) => {
		outgoing.write(mempool(`boot-${count}`, count));
		if (count < 3) {
			outgoing.end();
		}
	});
	const told: string[] = [];
	await take(client.events({
		onConnection(trouble) {
			told.push(trouble?.code ?? 'there');
		},
	}), 3);
	t.deepEqual(told, ['there', 'node_unreachable', 'there', 'node_unreachable', 'there']);
});

test('a stream that is silent for too long counts as dead', async t => {
	const {client, connections} = await openBreakable(t, ({outgoing}, count) => {
		outgoing.write(mempool(`boot-${count}`, count));
	});
	await take(client.events(), 2);
	t.is(connections.length, 2);
});

test('events of unknown kinds, without id or of another shape are passed over', async t => {
	const {client} = await openBreakable(t, ({outgoing}) => {
		outgoing.write(':\n\n');
		outgoing.write('id: boot-1\nevent: firework\ndata: {}\n\n');
		outgoing.write('event: mempool\ndata: {"count":1,"bytes":0}\n\n');
		outgoing.write('id: boot-2\nevent: mempool\ndata: {"count":-1,"bytes":0}\n\n');
		outgoing.write('id: boot-3\nevent: mempool\ndata: {\n\n');
		outgoing.write(mempool('boot-4', 4));
	});
	t.deepEqual(await take(client.events(), 1), [{id: 'boot-4', type: 'mempool', data: {count: 4, bytes: 0}}]);
});

test('a node that was started anew tells that it cannot go on', async t => {
	const first = await openDoor(t);
	const client = await connectNode(first.url, {timings: quickly});
	const events = client.events()[Symbol.asyncIterator]();
	await events.next();
	await first.server.close();

	const second = await openTestNode(t);
	const server = await serveNode({
		node: second.node, host: '127.0.0.1', port: first.server.port, version: '1.2.3', log: t.log,
	});
	t.teardown(async () => server.close());
	const tip = await events.next() as {value: NodeEvent};
	t.is(tip.value.type, 'tip');
	const reset = await events.next() as {value: NodeEvent};
	t.is(reset.value.type, 'reset');
	client.close();
	const end = await events.next();
	t.true(end.done);
});

test('the signal ends the stream, even while it waits to connect anew', async t => {
	const {url} = await openDoor(t);
	const client = await connectNode(url, {timings: {reconnectMs: [60_000, 60_000], silenceMs: 1}});
	const controller = new AbortController();
	const events = client.events({signal: controller.signal})[Symbol.asyncIterator]();
	await events.next();
	const end = events.next();
	controller.abort();
	t.deepEqual(await end, {done: true, value: undefined});
	t.deepEqual(await take(client.events({signal: AbortSignal.abort()}), 1), []);
	client.close();
});
