import {setImmediate} from 'node:timers/promises';
import test, {type ExecutionContext} from 'ava';
import {ApiError} from '../../../../source/api/api-error.js';
import type {Hash} from '../../../../source/protocol/brands.js';
import {headerHash} from '../../../../source/protocol/header.js';
import {Download} from '../../../../source/engine/node/peers/download.js';
import type {SyncPeer} from '../../../../source/engine/node/peers/sync-peer.js';

/** Bytes that have the hash of a header. What else they are, a download does not ask. */
const bodies = Array.from({length: 2500}, (_, number) => new Uint8Array(Buffer.alloc(80, `block ${number} `)));
const hashes = bodies.map(body => headerHash(body));

type Peer = {
	/** How many blocks it was asked for, each time. */
	readonly asked: number[];
	/** What it was blamed for. */
	readonly faults: string[];
	readonly peer: SyncPeer;
};

/** @param options.most - So many blocks it brings at most, as one does whose blocks are large. @param options.failsAt - It breaks off when it is asked from this block on. */
function openPeer({most = Number.POSITIVE_INFINITY, failsAt}: {readonly most?: number; readonly failsAt?: number} = {}): Peer {
	const asked: number[] = [];
	const faults: string[] = [];
	const remote = {
		async bodies(from: Hash, count: number) {
			const start = hashes.indexOf(from);
			asked.push(count);
			if (start === failsAt) {
				throw new ApiError('node_unreachable', 'gone');
			}

			return bodies.slice(start, start + Math.min(most, count));
		},
	};
	const peer: Partial<SyncPeer> = {
		remote: remote as unknown as SyncPeer['remote'],
		fault(fault: string) {
			faults.push(fault);
		},
	};
	return {asked, faults, peer: peer as SyncPeer};
}

/** Fetches all, and takes it in slower than it comes, so that the window is full. @returns In which order. */
async function fetchAll(t: ExecutionContext, peers: readonly Peer[]): Promise<number[]> {
	const taken: number[] = [];
	const download = new Download({
		hashes,
		peers: () => peers.map(({peer}) => peer),
		prepare: () => undefined,
		async accept(bytes, index) {
			t.deepEqual(bytes, bodies[index]);
			taken.push(index);
			await setImmediate();
		},
		mostBytes: 1000,
		isRefused: () => false,
		ticks: () => performance.now(),
	});
	await download.run(AbortSignal.timeout(60_000));
	return taken;
}

for (const count of [1, 3]) {
	test(`more blocks than a window holds come in whole requests, and in their order: ${count} peers`, async t => {
		const peers = Array.from({length: count}, () => openPeer());
		t.deepEqual(await fetchAll(t, peers), [...hashes.keys()]);
		const asked = peers.flatMap(peer => peer.asked);
		t.deepEqual(asked.toSorted((a, b) => b - a), [...Array.from({length: 78}, () => 32), 2500 % 32]);
		t.deepEqual(peers.flatMap(({faults}) => faults), []);
	});
}

test('those who bring a part of what they are asked for are asked for the rest', async t => {
	const peers = [openPeer({most: 7}), openPeer({most: 5})];
	t.deepEqual(await fetchAll(t, peers), [...hashes.keys()]);
	t.deepEqual(peers.flatMap(({faults}) => faults), []);
});

for (const failsAt of [0, 992, 1024, 2496]) {
	test(`what somebody breaks off with is fetched from somebody else, from block ${failsAt} on`, async t => {
		const peers = [openPeer({failsAt}), openPeer()];
		t.deepEqual(await fetchAll(t, peers), [...hashes.keys()]);
		t.deepEqual(peers[1]!.faults, []);
	});
}
