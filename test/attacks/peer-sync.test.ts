import test from 'ava';
import {asHash} from '../../source/protocol/brands.js';
import {encodeRawList} from '../../source/api/raw-list.js';
import {Branch} from '../engine/node/branch.js';
import {derivedState, stateAfter} from '../engine/node/open-chain.js';
import {alice} from '../harness/keys.js';
import {
	headersOf, HostilePeer, json, raw, refuse, withLastBitFlipped, workOf,
} from '../harness/hostile-peer.js';
import {makeTransfer} from '../harness/make-transfer.js';
import {devNetwork as network, testNetwork} from '../harness/networks.js';
import {openVictim} from './victim.js';

/*
Peers that do not bring what they say they have, or bring something else.
*/

test('P2: a claim of height and work that nothing stands behind is ignored', async t => {
	const victim = await openVictim(t);
	const honest = await HostilePeer.open(t, network, {blocks: new Branch(network).mineMany(5).blocks});
	const boaster = await HostilePeer.open(t, network);
	boaster.claimed = {hash: asHash('b'.repeat(64)), height: 1_000_000_000, chainwork: 2n ** 255n};
	const url = await victim.meet(boaster);
	await victim.until('it is found out', async () => await victim.penaltyOf(url) > 0);
	t.like(await victim.node.status(), {height: 0, headers: 0, synced: true});
	await victim.meet(honest);
	await victim.until('the honest chain is there', async () => await victim.height() === 5);
	t.deepEqual(victim.errors, []);
});

test('P2: who claims something new all the time does not keep the node from the others', async t => {
	const victim = await openVictim(t);
	const boaster = await HostilePeer.open(t, network);
	const boast = () => {
		boaster.claimed = {hash: asHash(String(boaster.asked.length).padStart(64, 'a')), height: 9, chainwork: 2n ** 200n};
		boaster.tell();
	};

	boaster.script = {
		// Whoever is asked claims anew before answering.
		'GET /headers'(asked) {
			boast();
			raw(asked, new Uint8Array());
		},
	};
	boaster.claimed = {hash: asHash('b'.repeat(64)), height: 9, chainwork: 2n ** 200n};
	await victim.meet(boaster);
	await victim.until('it was asked', () => boaster.count('GET /headers') > 0);
	const honest = await HostilePeer.open(t, network, {blocks: new Branch(network).mineMany(5).blocks});
	await victim.meet(honest);
	await victim.until('the honest chain is there', async () => await victim.height() === 5);
	t.true(boaster.count('GET /headers') <= 3, 'the longer, the less often it is asked');
});

test('P2: a claim that is no number, or millions of digits, is no claim', async t => {
	const victim = await openVictim(t);
	const urls = await Promise.all(['9'.repeat(3_000_000), '-1', 'much'].map(async chainwork => {
		const liar = await HostilePeer.open(t, network);
		liar.claimed = {chainwork};
		liar.script = {
			'GET /handshake'(asked) {
				json(asked, {
					network: 'dev', genesis: network.genesis.hash, tip: network.genesis.hash, height: 0, chainwork: '2', version: '0.0.0', time: 0, id: 'f'.repeat(16),
				});
			},
		};
		return victim.meet(liar);
	}));
	for (const url of urls) {
		t.like(await victim.peer(url), {chainwork: null, height: null, state: 'connecting'});
	}

	t.like(await victim.node.status(), {height: 0, headers: 0});
	t.deepEqual(victim.errors, []);
});

test('P3: a peer that stalls is replaced, and sync finishes', async t => {
	const {blocks} = new Branch(network).mineMany(200);
	const victim = await openVictim(t);
	const staller = await HostilePeer.open(t, network, {
		blocks,
		script: {'GET /blocks/raw': () => undefined},
	});
	const honest = await HostilePeer.open(t, network, {blocks});
	const url = await victim.meet(staller);
	await victim.until('it was asked for blocks', () => staller.count('GET /blocks/raw') > 0);
	await victim.meet(honest);
	await victim.until('the chain is there', async () => await victim.height() === 200);
	const peer = await victim.peer(url);
	t.true(peer!.penalty >= 20);
	t.true(staller.count('GET /blocks/raw') <= 2);
});

test('P3: a peer that has shown headers and has no bodies is blamed, and whoever has a chain is followed', async t => {
	const victim = await openVictim(t);
	const withholder = await HostilePeer.open(t, network, {
		blocks: new Branch(network).mineMany(20).blocks,
		script: {
			'GET /blocks/raw'(asked) {
				refuse(asked, 404, 'not_found');
			},
		},
	});
	const honest = await HostilePeer.open(t, network, {blocks: new Branch(network).mineMany(5).blocks});
	const url = await victim.meet(withholder);
	await victim.until('it is blamed', async () => await victim.penaltyOf(url) >= 20);
	const honestUrl = await victim.meet(honest);
	await victim.until('the lighter chain is there', async () => await victim.height() === 5);
	t.like(await victim.peer(honestUrl), {penalty: 0, state: 'connected'});
});

test('P9: a mutated body from one peer does not spoil the honest one from another', async t => {
	const {blocks} = new Branch(network).mineMany(10);
	const victim = await openVictim(t);
	const mutated = blocks.map(({bytes}) => withLastBitFlipped(bytes));
	const mutator = await HostilePeer.open(t, network, {
		blocks,
		script: {
			'GET /blocks/raw'(asked) {
				const from = blocks.findIndex(({hash}) => hash === asked.query.get('from'));
				raw(asked, encodeRawList(mutated.slice(from)));
			},
		},
	});
	const url = await victim.meet(mutator);
	await victim.until('it is blamed', async () => await victim.penaltyOf(url) >= 50 || await victim.stateOf(url) === 'banned');
	const honest = await HostilePeer.open(t, network, {blocks});
	await victim.meet(honest);
	await victim.until('the chain is there', async () => await victim.height() === 10);
	t.is(await victim.tip(), blocks.at(-1)!.hash);
});

test('P9: a mutated body that is pushed does not keep the honest one out', async t => {
	const [block] = new Branch(network).mineMany(1).blocks;
	const victim = await openVictim(t);
	const {wanted} = await victim.node.offerHeaders(headersOf([block!]), 'mutator');
	t.deepEqual(wanted, [block!.hash]);
	const mutated = withLastBitFlipped(block!.bytes);
	await t.throwsAsync(victim.node.submitBlock(mutated));
	t.like(await victim.node.submitBlock(block!.bytes), {best: true});
});

test('C23: a heavier chain of a peer whose third block is invalid changes nothing, and costs the peer its place', async t => {
	const richNetwork = testNetwork({allocations: [{address: alice.address, amount: '1000'}]});
	const kept = new Branch(richNetwork).mineMany(2);
	const bad = new Branch(richNetwork).mineMany(2);
	bad.mine({transfers: [makeTransfer({network: richNetwork, amount: 5000n * 100_000_000n})]});
	bad.mineMany(2);
	const victim = await openVictim(t, {network: richNetwork});
	for (const {bytes} of kept.blocks) {
		await victim.node.submitBlock(bytes);
	}

	const hostile = await HostilePeer.open(t, richNetwork, {blocks: bad.blocks});
	const url = await victim.meet(hostile);
	await victim.until('the peer is banned', async () => await victim.stateOf(url) === 'banned');
	t.is(await victim.tip(), kept.tip.hash);
	t.deepEqual(await derivedState(victim.storage), await stateAfter(richNetwork, kept.blocks));
	// Another one with the same chain is known by its headers.
	const second = await HostilePeer.open(t, richNetwork, {blocks: bad.blocks});
	const secondUrl = await victim.meet(second, 'http://203.0.113.6');
	await victim.until('that one is banned as well', async () => await victim.stateOf(secondUrl) === 'banned');
	t.is(second.count('GET /blocks/raw'), 0);
	t.true(workOf(bad.blocks, richNetwork) > workOf(kept.blocks, richNetwork));
});

test('C24: after any way from peer to peer the state is that of a replay', async t => {
	const trunk = new Branch(network).mineMany(3);
	const lengths = [2, 4, 3, 7, 5, 9];
	const branches = lengths.map((length, index) => trunk.fork(index % 3).mineMany(length));
	const victim = await openVictim(t);
	await Promise.all(branches.map(async ({blocks}) => victim.meet(await HostilePeer.open(t, network, {blocks}))));
	const heaviest = branches.toSorted((a, b) => b.height - a.height)[0]!;
	await victim.until('the heaviest chain has won', async () => await victim.tip() === heaviest.tip.hash);
	t.deepEqual(await derivedState(victim.storage), await stateAfter(network, heaviest.blocks));
});
