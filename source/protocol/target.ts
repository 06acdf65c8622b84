import type {Bits} from './brands.js';

/*
The compact form of a target is Bitcoin's: one byte of exponent, three of mantissa, target = mantissa * 256^(exponent - 3). The top bit of the mantissa is a sign, and no target is negative.
*/

/** The easiest target a network may allow. */
export const EASIEST_BITS: Bits = 0x207f_ffff;

/** @returns The target, 0 for bits that stand for none (a set sign). */
export function targetOfBits(bits: Bits): bigint {
	const exponent = BigInt(bits >>> 24);
	const mantissa = BigInt(bits & 0x7f_ffff);
	if (bits & 0x80_0000) {
		return 0n;
	}

	return exponent >= 3n ? mantissa << (8n * (exponent - 3n)) : mantissa >> (8n * (3n - exponent));
}

/** The bits of a target; what three bytes of mantissa cannot hold is cut off. */
export function bitsOfTarget(target: bigint): Bits {
	let size = Math.ceil(target.toString(16).length / 2);
	let mantissa = Number(size <= 3 ? target << BigInt(8 * (3 - size)) : target >> BigInt(8 * (size - 3)));
	if (mantissa & 0x80_0000) {
		mantissa >>>= 8;
		size++;
	}

	return ((size << 24) | mantissa) >>> 0;
}

/** Whether bits are the one way to write a target above 0 that is not easier than `limit`. */
export function areBitsValid(bits: Bits, limit: Bits): boolean {
	const target = targetOfBits(bits);
	return target > 0n && bitsOfTarget(target) === bits && target <= targetOfBits(limit);
}

/** Bits as people and network files write them: 8 hexadecimal digits. */
export const formatBits = (bits: Bits): string => bits.toString(16).padStart(8, '0');

/** The hashes that a block with this target takes on average: its work, and what is shown as its difficulty. */
export const workOfTarget = (target: bigint): bigint => (1n << 256n) / (target + 1n);
