import fc from 'fast-check';
import test from 'ava';
import {mostOf} from '../../../../source/api/peer.js';
import {headersAfter, locatorOf} from '../../../../source/engine/node/peers/chain-sharing.js';
import {branchOf} from '../../../../source/engine/node/peers/header-branch.js';
import {fetchHeaders} from '../../../../source/engine/node/peers/header-fetch.js';
import type {SyncPeer} from '../../../../source/engine/node/peers/sync-peer.js';
import {headersOf} from '../../../harness/hostile-peer.js';
import {lightHeaders} from '../../../harness/light-headers.js';
import {devNetwork as network, TEST_NOW} from '../../../harness/networks.js';
import {Branch} from '../branch.js';
import {openChain} from '../open-chain.js';
import {refusedWith} from '../refused.js';

test('the work that headers show is the work that the chain has once their blocks are connected', async t => {
	await fc.assert(fc.asyncProperty(fc.nat({max: 6}), fc.integer({min: 1, max: 8}), fc.nat({max: 8}), async (own, theirs, split) => {
		const ours = new Branch(network).mineMany(own);
		const {chain, take} = await openChain(network);
		await take(...ours.blocks);
		const other = ours.fork(Math.floor(own / 2)).mineMany(theirs);
		const headers = headersOf(other.blocks);
		const cut = Math.min(split, other.height) * 80;
		const branch = branchOf(headers.subarray(0, cut), {network, reader: chain.reader, now: TEST_NOW}) ?? branchOf(headers, {network, reader: chain.reader, now: TEST_NOW})!;
		branch.append(headers.subarray(branch.height * 80), TEST_NOW);
		await take(...other.blocks);
		const entry = chain.reader.entry(other.tip.hash)!;
		t.is(branch.tip, entry.hash);
		t.is(branch.height, entry.height);
		t.is(branch.chainwork, entry.chainwork);
	}), {numRuns: 25});
});

test('a locator finds where any two chains part', async t => {
	await fc.assert(fc.asyncProperty(fc.nat({max: 40}), fc.nat({max: 30}), fc.nat({max: 30}), async (common, ours, theirs) => {
		const trunk = new Branch(network).mineMany(common);
		const [mine, other] = [trunk.fork().mineMany(ours), trunk.fork().mineMany(theirs)];
		const [a, b] = await Promise.all([openChain(network), openChain(network)]);
		await a.take(...mine.blocks);
		await b.take(...other.blocks);
		const locator = locatorOf(a.chain.reader, a.chain.tip);
		const headers = headersAfter(b.chain.reader, locator, mostOf.headers);
		// They begin at a block that both have, and reach to the other's tip.
		const branch = branchOf(headers, {network, reader: a.chain.reader, now: TEST_NOW});
		t.is(branch?.tip ?? a.chain.tip.hash, theirs === 0 ? (branch?.tip ?? a.chain.tip.hash) : other.tip.hash);
		t.true((branch?.root.height ?? 0) <= common);
	}), {numRuns: 15});
});

test('headers are refused by the rule they break', async t => {
	const {chain: {reader}} = await openChain(network);
	const of = async (headers: Uint8Array) => refusedWith((async () => branchOf(headers, {network, reader, now: TEST_NOW}))());
	const headers = headersOf(new Branch(network).mineMany(3).blocks);
	t.is(await of(headers), undefined);
	t.is(await of(headers.subarray(0, 81)), 'truncated');
	t.is(await of(headers.subarray(80)), 'parent_unknown');
	const broken = Uint8Array.from(headers);
	broken[75] = 0xff;
	t.is(await of(broken), 'bits_invalid');
});

test('P3: a peer that answers each request for headers just in time does not hold the others up for long', async t => {
	const {chain} = await openChain(network);
	const headers = lightHeaders(network, 8 * mostOf.headers);
	let ms = 0;
	let lists = 0;
	const faults: string[] = [];
	const peer = {
		claim: undefined,
		remote: {
			async headers() {
				ms += 9900;
				return headers.subarray(lists * mostOf.headers * 80, ++lists * mostOf.headers * 80);
			},
		},
		fault(fault: string) {
			faults.push(fault);
		},
	} as unknown as SyncPeer;
	// Whoever is late already is given no time at all.
	t.is(await refusedWith(fetchHeaders({
		...peer,
		remote: {...peer.remote, headers: async (...asked: Parameters<SyncPeer['remote']['headers']>) => ms > 14_000 ? Promise.race([]) : peer.remote.headers(...asked)},
	}, {
		network, chain, clock: () => TEST_NOW * 1000, ticks: () => ms, signal: new AbortController().signal, onProgress: () => undefined,
	})), 'wait_timeout');
	t.is(lists, 2);
	t.deepEqual(faults, ['stalling']);
});

test('a node that stops does not blame who is being asked', async t => {
	const {chain} = await openChain(network);
	const stopping = new AbortController();
	const faults: string[] = [];
	const fetching = fetchHeaders({
		claim: undefined,
		remote: {headers: async () => Promise.race([])},
		fault(fault: string) {
			faults.push(fault);
		},
	} as unknown as SyncPeer, {
		network, chain, clock: Date.now, ticks: () => 0, signal: stopping.signal, onProgress: () => undefined,
	});
	stopping.abort();
	t.is(await refusedWith(fetching), 'wait_timeout');
	t.deepEqual(faults, []);
});
