import test from 'ava';
import {BAN_SECONDS} from '../../source/engine/node/peers/fault.js';
import {keyOf} from '../../source/engine/node/layout.js';
import {rangeOf} from '../../source/engine/storage/key-parts.js';
import {MemoryStorage} from '../../source/engine/storage/memory-storage.js';
import {Branch} from '../engine/node/branch.js';
import {TestClock} from '../engine/node/open-node.js';
import {refusedWith} from '../engine/node/refused.js';
import {headersOf, HostilePeer, raw, workOf} from '../harness/hostile-peer.js';
import {devNetwork as network, TEST_NOW, testNetwork} from '../harness/networks.js';
import {utf8ToBytes} from '../../source/protocol/bytes.js';
import {FAR, openVictim, type Victim} from './victim.js';

/*
What peers get away with, and for how long; and blocks that come too early, for which nobody is to blame.
*/

const STRANGER = '198.51.100.7';

/** A peer whose headers break a rule. */
async function openRuleBreaker(t: Parameters<typeof HostilePeer.open>[0]): Promise<HostilePeer> {
	const {blocks} = new Branch(network).mineMany(3);
	const broken = Uint8Array.from(headersOf(blocks));
	broken[160 + 75] = 0xff; // The bits of the third
	return HostilePeer.open(t, network, {
		blocks,
		script: {
			'GET /headers'(asked) {
				raw(asked, broken);
			},
		},
	});
}

const untilBanned = async (victim: Victim, url: string) => victim.until('the peer is banned', async () => await victim.stateOf(url) === 'banned');

test('P2: a ban outlives a restart, is not dialled, and ends when its time is over', async t => {
	const storage = new MemoryStorage();
	const clock = new TestClock();
	const victim = await openVictim(t, {storage, clock: clock.now});
	const hostile = await openRuleBreaker(t);
	const url = await victim.meet(hostile);
	await untilBanned(victim, url);
	t.is((await victim.peer(url))!.banned_until, TEST_NOW + BAN_SECONDS);
	await victim.stop();

	clock.seconds += BAN_SECONDS - 1;
	const again = await openVictim(t, {storage, clock: clock.now});
	t.is((await again.peer(url))!.state, 'banned');
	const asked = hostile.asked.length;
	t.is(await refusedWith(again.node.registerPeers([url], STRANGER)), 'peer_not_allowed');
	t.is(await refusedWith(again.node.registerPeers([`${FAR}:1`], STRANGER)), 'peer_not_allowed', 'nor by another port');
	t.is(hostile.asked.length, asked);
	t.is((await again.peer(url))!.state, 'banned', 'a stranger does not wipe the slate');

	clock.seconds += 1;
	hostile.script = {};
	again.far.set(url, hostile.url);
	await again.node.registerPeers([url], STRANGER);
	t.like(await again.peer(url), {state: 'connected', banned_until: null});
});

test('P2: the operator may take a banned peer back', async t => {
	const victim = await openVictim(t);
	const hostile = await openRuleBreaker(t);
	const url = await victim.meet(hostile);
	await untilBanned(victim, url);
	hostile.script = {};
	await victim.node.registerPeers([url]);
	t.like(await victim.peer(url), {state: 'connected', penalty: 0, banned_until: null});
});

test('P2: a peer on this machine is disconnected, and never banned', async t => {
	const victim = await openVictim(t);
	const hostile = await openRuleBreaker(t);
	await victim.node.registerPeers([hostile.url]);
	await victim.until('it is disconnected', async () => await victim.stateOf(hostile.url) === 'waiting');
	t.like(await victim.peer(hostile.url), {penalty: 100, banned_until: null});
	t.regex((await victim.peer(hostile.url))!.trouble!, /breaks the rules|connection|closed/v);
});

test('P2: a ban made while the clock was years ahead is over when the clock is right', async t => {
	const storage = new MemoryStorage();
	const clock = new TestClock();
	clock.seconds += 10 * 365 * 86_400;
	const victim = await openVictim(t, {storage, clock: clock.now});
	const hostile = await openRuleBreaker(t);
	const url = await victim.meet(hostile);
	await untilBanned(victim, url);
	await victim.stop();
	clock.seconds = TEST_NOW;
	const again = await openVictim(t, {storage, clock: clock.now});
	t.not((await again.peer(url))!.state, 'banned');
});

test('P2: a damaged record of a peer is passed over, and the others are there', async t => {
	const storage = new MemoryStorage();
	const victim = await openVictim(t, {storage});
	const peer = await HostilePeer.open(t, network);
	const url = await victim.meet(peer);
	await victim.stop();
	for (const [index, text] of ['', 'no JSON', '{}', '[]', 'null', '{"url":"http://a","reach":"near"}', '{"url":7}'].entries()) {
		await storage.write([{key: keyOf.peer(`http://damaged:${index}`), value: utf8ToBytes(text)}]);
	}

	const again = await openVictim(t, {storage});
	const peers = await again.node.peers();
	t.deepEqual(peers.map(each => each.url), [url]);
});

test('P2: strangers cannot fill the peer book, nor push out whom the operator has named', async t => {
	const storage = new MemoryStorage();
	const victim = await openVictim(t, {storage});
	const named = await HostilePeer.open(t, network);
	const namedUrl = await victim.meet(named);
	named.close();
	const crowd = await HostilePeer.open(t, network);
	const register = async (url: string) => {
		victim.far.set(url, crowd.url);
		const registered = victim.node.registerPeers([url], STRANGER);
		return refusedWith(registered);
	};

	const codes = new Set<string | undefined>();
	for (let host = 0; host < 10; host++) {
		for (const code of await Promise.all(Array.from({length: 9}, async (_, port) => register(`http://203.0.113.${100 + host}:${5000 + port}`)))) {
			codes.add(code);
		}
	}

	const peers = await victim.node.peers();
	t.true(peers.length <= 64);
	t.true(peers.some(({url}) => url === namedUrl));
	t.deepEqual(codes, new Set([undefined, 'too_many_peers']));
	let records = 0;
	for await (const {value} of storage.range(rangeOf('p'))) {
		records += value.length > 0 ? 1 : 0;
	}

	t.true(records <= 64);
});

const retargeting = testNetwork({block_time: 2, retarget_window: 10, max_time_drift: 2});

test('C6: a peer\'s block one second past the drift is held, taken later, and no fault', async t => {
	const clock = new TestClock();
	const victim = await openVictim(t, {network: retargeting, clock: clock.now});
	const branch = new Branch(retargeting);
	branch.mine({time: clock.seconds + retargeting.maxTimeDrift + 1});
	const peer = await HostilePeer.open(t, retargeting, {blocks: branch.blocks});
	const url = await victim.meet(peer);
	await victim.until('it was asked for headers', () => peer.count('GET /headers') > 0);
	await victim.node.resolve();
	t.like(await victim.node.status(), {height: 0});
	t.is(peer.count('GET /blocks/raw'), 0);
	clock.seconds += 1;
	await victim.until('the block is there', async () => await victim.height() === 1);
	t.like(await victim.peer(url), {penalty: 0, state: 'connected'});
});

test('C6: a block one second past the drift that is pushed is asked for again later, and taken then', async t => {
	const clock = new TestClock();
	const victim = await openVictim(t, {network: retargeting, clock: clock.now});
	const branch = new Branch(retargeting);
	const block = branch.mine({time: clock.seconds + retargeting.maxTimeDrift + 1});
	const headers = headersOf(branch.blocks);
	t.deepEqual(await victim.node.offerHeaders(headers, 'pusher'), {wanted: [], retry_after_ms: 1000});
	t.is(await refusedWith(victim.node.submitBlock(block.bytes)), 'time_too_new');
	clock.seconds += 1;
	t.deepEqual(await victim.node.offerHeaders(headers, 'pusher'), {wanted: [block.hash]});
	t.like(await victim.node.submitBlock(block.bytes), {best: true});
	// Years ahead is not worth waiting for.
	const far = branch.mine({time: clock.seconds + 1_000_000});
	t.deepEqual(await victim.node.offerHeaders(headersOf([far]), 'pusher'), {wanted: []});
});

test('C6: when our clock is set back in the middle of it, nobody is blamed', async t => {
	const clock = new TestClock();
	const victim = await openVictim(t, {network: retargeting, clock: clock.now});
	const branch = new Branch(retargeting);
	branch.mine({time: clock.seconds});
	const peer = await HostilePeer.open(t, retargeting, {blocks: branch.blocks});
	const honest = peer.script;
	peer.script = {
		'GET /headers'(asked) {
			raw(asked, headersOf(branch.blocks));
			clock.seconds -= 3600;
			peer.script = honest;
		},
	};
	t.true(workOf(branch.blocks, retargeting) > 0n);
	const url = await victim.meet(peer);
	await victim.until('it was asked for the block or held', () => peer.count('GET /headers') > 0);
	await victim.node.resolve();
	t.like(await victim.node.status(), {height: 0});
	t.like(await victim.peer(url), {penalty: 0});
});
