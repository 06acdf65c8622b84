import test from 'ava';
import fc from 'fast-check';
import {shareDifficulty} from '../../../source/engine/pool/share-difficulty.js';
import {LOOK_SHARES, SHARE_MS, vardiff} from '../../../source/engine/pool/vardiff.js';
import {
	difficultyOfTarget, HASHES_OF_ONE, LEAST_DIFFICULTY, takenTargetOfDifficulty, targetOfDifficulty,
} from '../../../source/protocol/difficulty.js';

const anyDifficulty = fc.double({min: 1, max: 1e20, noNaN: true});
const anyRate = fc.double({min: 1, max: 1e15, noNaN: true});

test('whatever the hashrate, a miner comes to a share in about five seconds, and stays there', t => {
	fc.assert(fc.property(anyDifficulty, anyRate, (first, hashesPerSecond) => {
		let difficulty = first;
		for (let look = 0; look < 80; look++) {
			const shareMs = difficulty * 1000 / hashesPerSecond;
			const elapsedMs = Math.min(shareMs * LOOK_SHARES, 30_000);
			difficulty = vardiff({difficulty, shares: Math.floor(elapsedMs / shareMs), elapsedMs});
		}

		const shareMs = difficulty * 1000 / hashesPerSecond;
		t.true(difficulty === 1 || (shareMs > SHARE_MS / 2.5 && shareMs < SHARE_MS * 2.5), `${shareMs} ms`);
	}));
});

test('more shares never make it easier, more time never harder, and it is at least one hash', t => {
	fc.assert(fc.property(anyDifficulty, fc.nat({max: 1000}), fc.nat({max: 1_000_000}), (difficulty, shares, elapsedMs) => {
		const now = vardiff({difficulty, shares, elapsedMs});
		t.true(now >= 1);
		t.true(vardiff({difficulty, shares: shares + 1, elapsedMs}) >= now);
		t.true(vardiff({difficulty, shares, elapsedMs: elapsedMs + 1000}) <= now);
	}));
});

test('a miner that is near enough is left alone, one that is silent gets it easier', t => {
	t.is(vardiff({difficulty: 1000, shares: 20, elapsedMs: 100_000}), 1000);
	t.is(vardiff({difficulty: 1000, shares: 20, elapsedMs: 190_000}), 1000);
	t.true(vardiff({difficulty: 1000, shares: 0, elapsedMs: 30_000}) < 200);
	t.is(vardiff({difficulty: 1000, shares: 20, elapsedMs: 0}), 21_000);
});

test('no share is harder than a block, nor than an eighth of one where a block takes that much', t => {
	fc.assert(fc.property(fc.double({min: 1, max: 1e30, noNaN: true}), fc.bigInt({min: 1n, max: (1n << 255n) - 1n}), (wanted, networkTarget) => {
		const {difficulty, target, work} = shareDifficulty(wanted, networkTarget);
		const network = difficultyOfTarget(networkTarget);
		t.true(target >= networkTarget);
		t.true(difficulty <= network);
		t.true(difficulty >= Math.min(network, LEAST_DIFFICULTY));
		t.true(difficulty <= Math.max(network / 8, LEAST_DIFFICULTY));
		t.true(work >= 1n);
	}));
});

test('a difficulty becomes a target and that the same difficulty again', t => {
	fc.assert(fc.property(fc.double({min: LEAST_DIFFICULTY * 2, max: 1e12, noNaN: true}), difficulty => {
		const target = targetOfDifficulty(difficulty);
		t.true(Math.abs((difficultyOfTarget(target) / difficulty) - 1) < 1e-9);
		t.true(takenTargetOfDifficulty(difficulty) >= target);
		t.true(targetOfDifficulty(difficulty * 2) <= target);
	}));
	t.is(targetOfDifficulty(1), 0xffffn << 208n);
	t.is(takenTargetOfDifficulty(1), 1n << 224n);
	t.is(takenTargetOfDifficulty(LEAST_DIFFICULTY), (1n << 256n) - 1n);
	t.is(Math.round(HASHES_OF_ONE), 4_295_032_833);
});
