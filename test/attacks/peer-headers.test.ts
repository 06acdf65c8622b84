import test from 'ava';
import {HEADER_SIZE, headerHash} from '../../source/protocol/header.js';
import {MemoryStorage} from '../../source/engine/storage/memory-storage.js';
import type {Storage} from '../../source/engine/storage/storage.js';
import {Branch} from '../engine/node/branch.js';
import {refusedWith} from '../engine/node/refused.js';
import {heapInUse} from '../harness/heap.js';
import {HostilePeer, raw, workOf} from '../harness/hostile-peer.js';
import {lightHeaders} from '../harness/light-headers.js';
import {TEST_NOW, testNetwork} from '../harness/networks.js';
import {openVictim} from './victim.js';

/*
Who tries to fill a node with headers, or to win with claims.
*/

const MEGABYTE = 1_000_000;

/** The difficulty rises when blocks come fast: a short chain can have more work than a long one. */
const network = testNetwork({
	block_time: 2, retarget_window: 10, max_time_drift: 2, coinbase_maturity: 1,
});

const clock = () => (TEST_NOW + 864_000) * 1000;

const MANY = 100_000;

/** A chain of few blocks with more work than so many of the lightest headers. */
function heavyBranch(headers: number): Branch {
	const branch = new Branch(network);
	while (workOf(branch.blocks, network) <= BigInt(headers * 2) + 10n) {
		branch.mine({time: branch.tip.time + 1});
	}

	return branch;
}

const heavy = heavyBranch(MANY);
const light = lightHeaders(network, MANY);

async function keysIn(storage: Storage): Promise<number> {
	let keys = 0;
	for await (const {key} of storage.range({from: new Uint8Array(), to: new Uint8Array([255])})) {
		keys += key.length > 0 ? 1 : 0;
	}

	return keys;
}

/** As an honest node would, from a list that no honest node has. */
const serve = (headers: Uint8Array) => (locator: string[], count: number, hashes: ReadonlyMap<string, number>): Uint8Array => {
	const known = Math.max(...locator.map(hash => hashes.get(hash) ?? 0));
	return headers.subarray(known * HEADER_SIZE, (known + count) * HEADER_SIZE);
};

test.serial('P1: 100,000 headers with little work cost nothing, and their sender is dropped', async t => {
	t.timeout(120_000);
	const hashes = new Map<string, number>();
	for (let number = 0; number < light.length / HEADER_SIZE; number++) {
		hashes.set(headerHash(light.subarray(number * HEADER_SIZE, (number + 1) * HEADER_SIZE)), number + 1);
	}

	const storage = new MemoryStorage();
	const victim = await openVictim(t, {network, clock, storage});
	for (const {bytes} of heavy.blocks) {
		await victim.node.submitBlock(bytes);
	}

	const {tip} = await victim.node.status();
	const before = {keys: await keysIn(storage), heap: await heapInUse()};
	const headersFor = serve(light);
	const hostile = await HostilePeer.open(t, network, {
		script: {
			'GET /headers'(asked) {
				raw(asked, headersFor(asked.query.get('locator')!.split(','), Number(asked.query.get('count')), hashes));
			},
		},
	});
	hostile.claimed = {chainwork: 2n ** 200n, height: MANY};
	const url = await victim.meet(hostile);
	await victim.until('the peer is banned', async () => await victim.stateOf(url) === 'banned');
	t.is(hostile.count('GET /headers'), MANY / 2000, 'asked for as many as are kept, and no more');
	t.is(hostile.count('GET /blocks/raw'), 0);
	t.like(await victim.node.status(), {tip});
	// The peer itself is remembered.
	t.true(await keysIn(storage) <= before.keys + 1);
	t.true(await heapInUse() - before.heap < 4 * MEGABYTE);
	t.deepEqual(victim.errors, []);
});

test.serial('P1: whoever pushes long branches with little work is refused, and many of them do not add up', async t => {
	t.timeout(120_000);
	const victim = await openVictim(t, {network, clock});
	for (const {bytes} of heavy.blocks) {
		await victim.node.submitBlock(bytes);
	}

	const piece = (number: number) => light.subarray(number * 2000 * HEADER_SIZE, (number + 1) * 2000 * HEADER_SIZE);
	const before = await heapInUse();
	for (let number = 0; number < 49; number++) {
		t.deepEqual(await victim.node.offerHeaders(piece(number), 'attacker'), {wanted: []});
	}

	t.is(await refusedWith(victim.node.offerHeaders(piece(49), 'attacker')), 'branch_too_weak');
	t.true(await heapInUse() - before < 4 * MEGABYTE, 'what leads nowhere is let go');
	for (let attacker = 0; attacker < 25; attacker++) {
		for (let number = 0; number < 4; number++) {
			// Whose branch had to make room continues nothing.
			t.true([undefined, 'parent_unknown'].includes(await refusedWith(victim.node.offerHeaders(piece(number), `attacker ${attacker}`))));
		}
	}

	t.true(await heapInUse() - before < 40 * MEGABYTE);
});

test.serial('P1: branches with little work do not push out one that is worth more', async t => {
	const victim = await openVictim(t, {network, clock});
	await victim.node.submitBlock(new Branch(network).mine().bytes);
	const honest = new Branch(network).mineMany(30);
	const headers = Buffer.concat(honest.blocks.map(({bytes}) => bytes.subarray(0, HEADER_SIZE)));
	await victim.node.offerHeaders(headers.subarray(0, 20 * HEADER_SIZE), 'honest');
	for (let attacker = 0; attacker < 20; attacker++) {
		await victim.node.offerHeaders(lightHeaders(network, 3, attacker * 1000), `attacker ${attacker}`);
	}

	// The rest continues what only the honest one has shown.
	const {wanted} = await victim.node.offerHeaders(headers.subarray(20 * HEADER_SIZE), 'honest').catch(() => ({wanted: undefined}));
	t.truthy(wanted);
});
