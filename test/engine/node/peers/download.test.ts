import test from 'ava';
import type {Hash} from '../../../../source/protocol/brands.js';
import {headerHash} from '../../../../source/protocol/header.js';
import {Download} from '../../../../source/engine/node/peers/download.js';
import type {SyncPeer} from '../../../../source/engine/node/peers/sync-peer.js';

/** Bytes that have the hash of a header. What else they are, a download does not ask. */
const bodies = Array.from({length: 2500}, (_, number) => new Uint8Array(Buffer.alloc(80, `block ${number} `)));
const hashes = bodies.map(body => headerHash(body));

/** Brings what it is asked for, and remembers how many blocks that was each time. */
function peerThat(asked: number[]): SyncPeer {
	const remote = {
		async bodies(from: Hash, count: number) {
			const start = hashes.indexOf(from);
			asked.push(count);
			return bodies.slice(start, start + count);
		},
	};
	return {
		remote,
		fault(fault: string, reason?: string) {
			throw new Error(`it is blamed for nothing: ${fault} ${reason}`);
		},
	} as unknown as SyncPeer;
}

for (const peers of [1, 3]) {
	test(`more blocks than a window holds come in whole requests, and in their order: ${peers} peers`, async t => {
		const asked: number[] = [];
		const sources = Array.from({length: peers}, () => peerThat(asked));
		const taken: number[] = [];
		const download = new Download({
			hashes,
			peers: () => sources,
			prepare: () => undefined,
			async accept(bytes, index) {
				t.deepEqual(bytes, bodies[index]);
				taken.push(index);
				// Slower than they come, so that the window is full.
				await new Promise(resolve => {
					setImmediate(resolve);
				});
			},
			mostBytes: 1000,
			isRefused: () => false,
			ticks: () => performance.now(),
		});
		await download.run(new AbortController().signal);
		t.deepEqual(taken, [...hashes.keys()]);
		t.deepEqual(asked.toSorted((a, b) => b - a), [...Array.from({length: 78}, () => 32), 2500 % 32]);
	});
}
