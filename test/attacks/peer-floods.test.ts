import {once} from 'node:events';
import {createServer, type IncomingMessage, request} from 'node:http';
import type {AddressInfo} from 'node:net';
import {buffer} from 'node:stream/consumers';
import test from 'ava';
import {mostOf} from '../../source/api/peer.js';
import {encodeRawList} from '../../source/api/raw-list.js';
import {asHash} from '../../source/protocol/brands.js';
import {PATIENCE_MS} from '../../source/engine/node/peers/coming.js';
import {Branch} from '../engine/node/branch.js';
import {refusedWith} from '../engine/node/refused.js';
import {heapInUse} from '../harness/heap.js';
import {
	headersOf, HostilePeer, json, raw, withLastBitFlipped,
} from '../harness/hostile-peer.js';
import {alice} from '../harness/keys.js';
import {makeTransfer} from '../harness/make-transfer.js';
import {devNetwork as network, testNetwork} from '../harness/networks.js';
import {UnreadAnswers} from '../../source/server/unread-answers.js';
import {serveNode} from '../../source/server/node-server.js';
import {openDoor, openTestNode} from '../server/open-door.js';
import {ask} from '../server/raw-request.js';
import {openVictim} from './victim.js';

/*
Peers that send more than anybody asked for.
*/

const MEGABYTE = 1_000_000;

const anyId = (number: number) => asHash(number.toString(16).padStart(64, '0'));

test('P4: blocks without a parent, and blocks that nobody asked for, are refused one by one and fetch nothing', async t => {
	const {url, node} = await openDoor(t);
	const orphans = new Branch(network).mineMany(60).blocks.slice(1);
	const before = await heapInUse();
	for (const {bytes} of orphans) {
		const {status, text} = await ask(`${url}/blocks`, {method: 'POST', headers: {'content-type': 'application/octet-stream'}, body: bytes});
		t.is(status, 422);
		t.regex(text, /parent_unknown/v);
	}

	t.like(await node.status(), {height: 0});
	t.deepEqual(await node.forks(), []);
	t.true(await heapInUse() - before < 4 * MEGABYTE);
});

test('P4: a peer that tells of thousands of transfers is asked for a few at a time, and nobody else is', async t => {
	const victim = await openVictim(t);
	let underWay = 0;
	let most = 0;
	const script = Object.fromEntries(Array.from({length: 3000}, (_, number) => [`GET /transactions/${anyId(number)}/raw`, (asked: Parameters<typeof json>[0]) => {
		underWay++;
		most = Math.max(most, underWay);
		setImmediate(() => {
			underWay--;
			json(asked, {error: {code: 'not_found', message: 'gone'}}, 404);
		});
	}]));
	const flooder = await HostilePeer.open(t, network, {script});
	const bystander = await HostilePeer.open(t, network);
	await Promise.all([victim.meet(flooder), victim.meet(bystander)]);
	for (let number = 0; number < 3000; number++) {
		flooder.tell('transaction', {
			id: anyId(number), type: 'transfer', sender: alice.address, public_key: null, nonce: 0, fee: '1', outputs: [], memo: null, memo_hex: '', signature: null, size: 1, status: {confirmed: false, height: null, block_hash: null, time: 0, confirmations: 0},
		});
	}

	await victim.until('it was asked for many', () => flooder.asked.filter(each => each.includes('/transactions/')).length > 500);
	t.true(most <= 8);
	t.false(bystander.asked.some(each => each.includes('/transactions/')));
	t.deepEqual(await victim.node.pending(), []);
});

test('P4: whoever announces what they never bring keeps nobody from bringing it', async t => {
	let ms = 0;
	const victim = await openVictim(t, {ticks: () => ms});
	const [block] = new Branch(network).mineMany(1).blocks;
	const headers = headersOf([block!]);
	t.deepEqual(await victim.node.offerHeaders(headers, 'liar'), {wanted: [block!.hash]});
	t.deepEqual(await victim.node.offerHeaders(headers, 'honest'), {wanted: [], retry_after_ms: PATIENCE_MS});
	ms += PATIENCE_MS;
	// The liar is quicker, and asks again just as its time is over.
	await victim.node.offerHeaders(headers, 'liar');
	t.deepEqual(await victim.node.offerHeaders(headers, 'honest'), {wanted: [block!.hash]});
	t.deepEqual(await victim.node.offerTransactions([anyId(1)]), {wanted: [anyId(1)]});
	ms += PATIENCE_MS;
	await victim.node.offerTransactions([anyId(1)]);
	t.deepEqual(await victim.node.offerTransactions([anyId(1)]), {wanted: [anyId(1)]});
});

test('P4: a peer that wants the same block again and again gets it once', async t => {
	const victim = await openVictim(t);
	const greedy = await HostilePeer.open(t, network);
	const branch = new Branch(network).mineMany(3);
	greedy.script = {
		'POST /headers'(asked) {
			json(asked, {wanted: branch.blocks.map(({hash}) => hash)});
		},
		'POST /blocks'(asked) {
			json(asked, {hash: branch.tip.hash, height: 3, best: true}, 201);
		},
	};
	const url = await victim.meet(greedy);
	for (const {bytes} of branch.blocks) {
		await victim.node.submitBlock(bytes);
	}

	await victim.until('it is found out', async () => await victim.penaltyOf(url) > 0);
	// One push for each tip it had not heard of.
	t.true(greedy.count('POST /blocks') <= 9);
});

test('P4: a peer that says later, and means at once, is not shown headers in a loop', async t => {
	const victim = await openVictim(t);
	const hasty = await HostilePeer.open(t, network, {
		script: {
			'POST /headers'(asked) {
				json(asked, {wanted: [], retry_after_ms: 0});
			},
		},
	});
	await victim.meet(hasty);
	await victim.node.submitBlock(new Branch(network).mine().bytes);
	const started = performance.now();
	await victim.until('it was shown headers a few times', () => hasty.count('POST /headers') >= 4);
	t.true(performance.now() - started >= 250);
});

test('P5: a list of headers larger than any is refused before it is read, and one of 2,000 is not, whatever the size of blocks', async t => {
	const small = testNetwork({max_block_bytes: 10_000});
	const {url} = await openDoor(t);
	const post = async (body: Uint8Array) => ask(`${url}/headers`, {method: 'POST', headers: {'content-type': 'application/octet-stream'}, body});
	t.like(await post(new Uint8Array(10 * MEGABYTE)), {status: 413});
	t.like(await post(new Uint8Array(80 * 2001)), {status: 400});
	t.like(await post(new Uint8Array(81)), {status: 400});
	const {node} = await openTestNode(t, small);
	const server = await serveNode({
		node, host: '127.0.0.1', port: 0, version: '0.0.0', log: t.log,
	});
	t.teardown(async () => server.close());
	const many = headersOf(new Branch(small).mineMany(mostOf.headers).blocks);
	const {status} = await ask(`${server.url}/headers`, {method: 'POST', headers: {'content-type': 'application/octet-stream'}, body: many});
	t.is(status, 200);
});

const hugeAnswers = {
	'one of twelve megabytes': new Uint8Array(12 * MEGABYTE),
	'one of millions of empty pieces': new Uint8Array(8 * MEGABYTE),
	'one piece that is larger than any block': encodeRawList([new Uint8Array(5 * MEGABYTE)]),
};

for (const [what, answer] of Object.entries(hugeAnswers)) {
	test(`P5: of answers, ${what} is not taken from a peer`, async t => {
		const {blocks} = new Branch(network).mineMany(5);
		const victim = await openVictim(t);
		const hostile = await HostilePeer.open(t, network, {blocks});
		const url = await victim.meet(hostile);
		await victim.until('the chain is there', async () => await victim.height() === 5);
		const before = await heapInUse();
		hostile.script = {
			'GET /blocks/raw'(asked) {
				raw(asked, answer);
			},
		};
		const branch = new Branch(network, blocks);
		branch.mine();
		hostile.blocks = [...branch.blocks];
		const asked = hostile.count('GET /blocks/raw');
		hostile.tell();
		await victim.until('it was asked for the block', () => hostile.count('GET /blocks/raw') > asked);
		await victim.until('the answer was thrown away', async () => {
			const peer = await victim.peer(url);
			return typeof peer?.trouble === 'string';
		});
		t.like(await victim.node.status(), {height: 5});
		t.true(await heapInUse() - before < 20 * MEGABYTE);
	});
}

test('P5: an event without end ends the connection', async t => {
	const victim = await openVictim(t);
	const hostile = await HostilePeer.open(t, network);
	const url = await victim.meet(hostile);
	t.is((await victim.peer(url))!.state, 'connected');
	const before = await heapInUse();
	const follows = hostile.count('GET /events');
	hostile.write('id: boot-9\nevent: tip\ndata: "');
	for (let number = 0; number < 60; number++) {
		hostile.write('x'.repeat(100_000));
	}

	await victim.until('it is disconnected', async () => await victim.stateOf(url) !== 'connected');
	t.true(hostile.count('GET /events') === follows);
	t.true(await heapInUse() - before < 10 * MEGABYTE);
});

test('P5: a peer that shakes hands without end is given up, and does not keep the node from stopping', async t => {
	const victim = await openVictim(t);
	const slow = await HostilePeer.open(t, network);
	await victim.meet(slow);
	slow.script = {
		'GET /handshake'({outgoing}) {
			outgoing.writeHead(200, {'content-type': 'application/json'}).write('{');
		},
	};
	const asked = slow.count('GET /handshake');
	const registering = victim.node.registerPeers([slow.url]);
	await victim.until('it is being asked', () => slow.count('GET /handshake') > asked);
	const started = performance.now();
	await victim.stop();
	t.true(performance.now() - started < 4000);
	t.is(await refusedWith(registering), 'node_unreachable');
});

test('P5: many who ask for blocks and do not read the answers do not fill the memory', async t => {
	const size = 8 * MEGABYTE;
	const unread = new UnreadAnswers(3 * size);
	let open = 0;
	const server = createServer((_incoming, outgoing) => {
		open++;
		outgoing.on('close', () => {
			open--;
		});
		unread.add(outgoing, size);
		outgoing.end(new Uint8Array(size));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = server.address() as AddressInfo;
	t.teardown(() => {
		server.close();
		server.closeAllConnections();
	});
	const greedy = Array.from({length: 10}, () => request({port, agent: false}).on('error', () => undefined).end());
	t.teardown(() => {
		for (const outgoing of greedy) {
			outgoing.destroy();
		}
	});
	await Promise.all(greedy.map(async outgoing => Promise.race([once(outgoing, 'response'), once(outgoing, 'close')])));
	t.true(open <= 3);
	// Whoever reads gets it whole, and the room that the greedy have taken is not missed.
	for (let count = 0; count < 5; count++) {
		const [answer] = await once(request({port, agent: false}).end(), 'response') as [IncomingMessage];
		const {length} = await buffer(answer);
		t.is(length, size);
	}
});

test('P7: a peer\'s mempool is not believed: each transfer is validated, and the first wrong one ends it', async t => {
	const rich = testNetwork({allocations: [{address: alice.address, amount: '1000'}]});
	const victim = await openVictim(t, {network: rich});
	const good = makeTransfer({network: rich, amount: 1_000_000n, fee: 30_000n});
	const forged = withLastBitFlipped(makeTransfer({network: rich, nonce: 1, amount: 1_000_000n, fee: 30_000n}).bytes);
	const after = makeTransfer({network: rich, nonce: 1, amount: 2_000_000n, fee: 30_000n});
	const hostile = await HostilePeer.open(t, rich, {
		script: {
			'GET /mempool/raw'(asked) {
				raw(asked, encodeRawList([good.bytes, forged, after.bytes]));
			},
		},
	});
	const url = await victim.meet(hostile);
	await victim.until('the peer is banned', async () => await victim.stateOf(url) === 'banned');
	const pending = await victim.node.pending();
	t.deepEqual(pending.map(({id}) => id), [good.id]);
});

test('P7: a mempool of thousands that cannot be paid is passed over after a few', async t => {
	const victim = await openVictim(t);
	// One signature, checked once, would not be a measure: each has its own.
	const unpaid = Array.from({length: 260}, (_, nonce) => makeTransfer({network, nonce, amount: 1_000_000n, fee: 30_000n}));
	const hostile = await HostilePeer.open(t, network, {
		script: {
			'GET /mempool/raw'(asked) {
				raw(asked, encodeRawList(unpaid.map(({bytes}) => bytes)));
			},
		},
	});
	const url = await victim.meet(hostile);
	await victim.until('it was asked', () => hostile.count('GET /mempool/raw') > 0);
	t.deepEqual(await victim.node.pending(), []);
	t.like(await victim.peer(url), {penalty: 0});
});
