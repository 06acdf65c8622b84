import {asHash} from '../../../../source/protocol/brands.js';
import type {Work} from '../../../../source/api/work.js';

/** A target that no hash will meet while a test runs. */
export const NEVER = 1n;

/** A work for tests of what does not look into it. Without a target, no hash will ever meet it. */
export const someWork = (changes: Partial<Work> = {}): Work => ({
	id: '1',
	version: 0x2000_0000,
	previousHash: asHash('11'.repeat(32)),
	// The target 1.
	bits: 0x0300_0001,
	time: 1_795_392_000,
	maxTime: 1_795_392_600,
	target: NEVER,
	coinbasePrefix: Uint8Array.of(1, 2, 3),
	extranonceSize: 4,
	coinbaseSuffix: Uint8Array.of(4, 5, 6),
	merkleBranch: [new Uint8Array(32).fill(7)],
	difficulty: 2 ** 255,
	single: true,
	...changes,
});
