import {once} from 'node:events';
import {connect} from 'node:net';
import test, {type ExecutionContext} from 'ava';
import {toApiError} from '../../../source/api/api-error.js';
import {connectNode} from '../../../source/client/node-client.js';
import {TEST_NOW} from '../networks.js';
import {LinkProxy} from './link-proxy.js';
import {simulate} from './simulate.js';
import type {Simulator} from './simulator.js';
import {VirtualClock} from './virtual-clock.js';

/*
What the tests of many nodes stand on: if a line did not do what it says, they would show nothing.
*/

async function lineTo(t: ExecutionContext, simulator: Simulator) {
	const [node] = await simulator.add();
	const line = await LinkProxy.open(node!.port);
	t.teardown(() => {
		line.close();
	});
	const client = await connectNode(line.url);
	t.teardown(() => {
		client.close();
	});
	return {node: node!, line, client};
}

async function codeOf(answer: Promise<unknown>): Promise<string | undefined> {
	try {
		await answer;
		return undefined;
	} catch (error) {
		return toApiError(error).code;
	}
}

/** Waits until something has come in on a line. */
const nextPiece = async (line: LinkProxy): Promise<void> => new Promise(resolve => {
	line.onPiece = () => {
		resolve();
	};
});

test('a line passes everything on, and counts it', async t => {
	const {node, line, client} = await lineTo(t, simulate(t));
	t.deepEqual(await client.network(), node.network.file);
	t.is(line.connections, 1);
	t.true(line.passed > 500);
});

test('a slow line is slow in both directions', async t => {
	const {line, client} = await lineTo(t, simulate(t));
	line.delayMs = 60;
	const start = performance.now();
	await client.handshake();
	t.true(performance.now() - start >= 110);
	line.delayMs = 0;
	line.bytesPerSecond = 5000;
	const again = performance.now();
	const {length} = JSON.stringify(await client.network());
	t.true(performance.now() - again >= length / 5 * 0.9);
});

test('a stalled line keeps its connections and loses nothing', async t => {
	const {node, line, client} = await lineTo(t, simulate(t));
	await client.handshake();
	line.isStalled = true;
	const held = nextPiece(line);
	const answer = client.handshake();
	await held;
	const {passed} = line;
	// Another way in, past the line: by the time it has answered, what could have passed would have.
	await node.node.handshake();
	t.is(line.passed, passed);
	line.isStalled = false;
	t.like(await answer, {height: 0});
	t.is(line.connections, 1);
});

test('a cut line breaks what is under way and takes nothing new until it is mended', async t => {
	const {line, client} = await lineTo(t, simulate(t));
	await client.handshake();
	line.isStalled = true;
	const held = nextPiece(line);
	const answer = client.handshake();
	await held;
	line.cut();
	t.is(await codeOf(answer), 'node_unreachable');
	t.is(await codeOf(client.handshake()), 'node_unreachable');
	line.isStalled = false;
	line.mend();
	t.like(await client.handshake(), {height: 0});
});

test('a dropped connection can be made again at once', async t => {
	const {line, client} = await lineTo(t, simulate(t));
	line.isStalled = true;
	const held = nextPiece(line);
	const answer = client.handshake();
	await held;
	line.drop();
	t.is(await codeOf(answer), 'node_unreachable');
	line.isStalled = false;
	t.like(await client.handshake(), {height: 0});
	t.is(line.connections, 2);
});

test('a line can tell by the first bytes who may pass', async t => {
	const [node] = await simulate(t).add();
	const line = await LinkProxy.open(node!.port, {admits: head => head.includes('/status')});
	t.teardown(() => {
		line.close();
	});
	const client = await connectNode(line.url);
	t.teardown(() => {
		client.close();
	});
	await t.throwsAsync(client.handshake());
	t.like(await client.status(), {height: 0});
});

test('who connects and says nothing holds nothing up', async t => {
	const {line, client} = await lineTo(t, simulate(t));
	const silent = connect(line.port, '127.0.0.1');
	await once(silent, 'connect');
	t.like(await client.handshake(), {height: 0});
	silent.destroy();
});

test('a partition cuts the lines between two groups and no other', async t => {
	const simulator = simulate(t);
	const [a, b, c, d] = await simulator.add(4);
	await simulator.ring();
	simulator.partition([a!, b!], true);
	await a!.mine(2);
	await c!.mine(3);
	await b!.untilHeight(2);
	await d!.untilHeight(3);
	t.like(await a!.node.handshake(), {height: 2});
	simulator.partition([a!, b!], false);
	await simulator.agree();
	t.like(await a!.node.handshake(), {height: 3});
});

test('a node that was away comes back on its port with its chain and its peers', async t => {
	const simulator = simulate(t);
	const [a, b] = await simulator.add(2);
	await simulator.link(a!, b!);
	await a!.mine(3);
	await simulator.agree();
	const {url} = b!;
	await b!.stop();
	t.false(b!.isRunning);
	t.throws(() => b!.node);
	await a!.mine(1);
	await b!.start();
	t.is(b!.url, url);
	await simulator.agree();
	t.like(await b!.node.handshake(), {height: 4});
	await a!.stop();
	await b!.mine(1);
	await a!.start();
	await simulator.agree();
	t.like(await a!.node.handshake(), {height: 5});
});

test('a line is for the node that it was laid for, whoever hears of it', async t => {
	const simulator = simulate(t);
	const [a, b, c] = await simulator.add(3);
	await simulator.link(b!, c!);
	await simulator.link(a!, b!);
	const {url} = simulator.line(b!, c!);
	await t.throwsAsync(a!.node.registerPeers([url]), {message: /no node answers/v});
	t.throws(() => simulator.line(a!, c!), {message: 'node 0 does not dial node 2'});
	await c!.stop();
	await b!.stop();
	await c!.start();
	await b!.start();
	await c!.mine(1);
	await simulator.agree();
	t.like(await a!.node.handshake(), {height: 1});
});

test('nodes whose clocks differ see by how much', async t => {
	const simulator = simulate(t);
	const slow = new VirtualClock(TEST_NOW * 1000);
	const fast = new VirtualClock(TEST_NOW * 1000);
	fast.advance(45_000);
	const [a] = await simulator.add(1, {clock: slow.now});
	const [b] = await simulator.add(1, {clock: fast.now});
	await simulator.link(a!, b!);
	const [peer] = await a!.node.peers();
	t.is(peer?.clock_offset, 45);
});

test('a mesh has one line between any two nodes, a ring one from each to the next', async t => {
	const mesh = simulate(t);
	await mesh.add(4);
	await mesh.mesh();
	t.is(mesh.lines.length, 6);
	const ring = simulate(t);
	await ring.add(4);
	await ring.ring();
	t.is(ring.lines.length, 4);
	await ring.nodes[2]!.mine(2);
	await ring.agree();
	t.like(await ring.nodes[0]!.node.handshake(), {height: 2});
});
