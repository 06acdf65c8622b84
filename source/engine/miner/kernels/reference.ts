import {sha256} from '@noble/hashes/sha2.js';
import {viewOf} from '../../../protocol/bytes.js';
import {HEADER_SIZE} from '../../../protocol/header.js';
import {
	HEADER_START_SIZE, type Kernel, type KernelMaker, NONCES, targetBytes,
} from './kernel.js';

/** SHA-256 reads blocks of 64 bytes: the first block of a header holds no nonce, and is hashed once a job. */
const FIRST_BLOCK = 64;

function createReference(): Kernel {
	const header = new Uint8Array(HEADER_SIZE);
	const tail = header.subarray(FIRST_BLOCK);
	const nonceField = viewOf(header);
	const fresh = sha256.create();
	const scratch = sha256.create();
	const once = new Uint8Array(32);
	const twice = new Uint8Array(32);
	let midstate = fresh;
	let limit: Uint8Array = twice;

	return {
		name: 'reference',
		prepare(header76, target) {
			header.set(header76);
			midstate = sha256.create().update(header.subarray(0, FIRST_BLOCK));
			limit = targetBytes(target);
		},
		scan(startNonce, count) {
			const found: number[] = [];
			for (let step = 0; step < count; step++) {
				const nonce = (startNonce + step) % NONCES;
				nonceField.setUint32(HEADER_START_SIZE, nonce, true);
				midstate._cloneInto(scratch).update(tail).digestInto(once);
				fresh._cloneInto(scratch).update(once).digestInto(twice);
				if (isWithin(twice, limit)) {
					found.push(nonce);
				}
			}

			return found;
		},
	};
}

/** Whether a hash is not above a limit, both as 32 bytes with the weightiest last. */
function isWithin(hash: Uint8Array, limit: Uint8Array): boolean {
	for (let index = hash.length - 1; index >= 0; index--) {
		if (hash[index] !== limit[index]) {
			return hash[index]! < limit[index]!;
		}
	}

	return true;
}

/** The yardstick: plain JavaScript, right before it is fast. Every other kernel must find what this one finds. */
export const reference = {name: 'reference', create: createReference} as const satisfies KernelMaker;
