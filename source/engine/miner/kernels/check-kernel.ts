import {EVERY_HASH, HEADER_START_SIZE, type Kernel, NONCES} from './kernel.js';
import {reference} from './reference.js';

const HEADERS = 4;
const MOST_NONCES = 120;
/** One hash in 8 is within it, so many are looked at closely. */
const TARGET = EVERY_HASH >> 3n;

/**
Whether a kernel finds what the reference finds: on a few random headers, and ranges some of which go past the last nonce.

@param random - From 0 up to 1.
*/
export function isRight(kernel: Kernel, random: () => number): boolean {
	const judge = reference.create();
	for (let round = 0; round < HEADERS; round++) {
		const header76 = Uint8Array.from({length: HEADER_START_SIZE}, () => Math.floor(random() * 256));
		const count = 1 + Math.floor(random() * MOST_NONCES);
		const start = round === 0 ? NONCES - Math.ceil(count / 2) : Math.floor(random() * NONCES);
		judge.prepare(header76, TARGET);
		kernel.prepare(header76, TARGET);
		if (kernel.scan(start, count).join(' ') !== judge.scan(start, count).join(' ')) {
			return false;
		}
	}

	return true;
}
