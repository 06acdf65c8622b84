/*
CRC-32C (Castagnoli; RFC 3720, appendix B.4), which Node does not have. Eight bytes at a time, by eight tables.
*/

const POLYNOMIAL = 0x82f6_3b78;

const tables = makeTables();

function makeTables(): Uint32Array[] {
	const first = Uint32Array.from({length: 256}, (_, byte) => {
		let crc = byte;
		for (let bit = 0; bit < 8; bit++) {
			crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
		}

		return crc;
	});
	const made = [first];
	while (made.length < 8) {
		made.push(made.at(-1)!.map(crc => first[crc & 0xff]! ^ (crc >>> 8)));
	}

	return made;
}

const [t0, t1, t2, t3, t4, t5, t6, t7] = tables as [Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array];

/** @returns U32 */
export function crc32c(bytes: Uint8Array): number {
	let crc = 0xffff_ffff;
	let index = 0;
	for (; index + 8 <= bytes.length; index += 8) {
		crc ^= bytes[index]! | (bytes[index + 1]! << 8) | (bytes[index + 2]! << 16) | (bytes[index + 3]! << 24);
		crc = t7[crc & 0xff]! ^ t6[(crc >>> 8) & 0xff]! ^ t5[(crc >>> 16) & 0xff]! ^ t4[crc >>> 24]!
			^ t3[bytes[index + 4]!]! ^ t2[bytes[index + 5]!]! ^ t1[bytes[index + 6]!]! ^ t0[bytes[index + 7]!]!;
	}

	for (; index < bytes.length; index++) {
		crc = (crc >>> 8) ^ t0[(crc ^ bytes[index]!) & 0xff]!;
	}

	return (crc ^ 0xffff_ffff) >>> 0;
}

/** As LevelDB stores it: a checksum over bytes that hold checksums would be a poor one. */
export const maskedCrc32c = (bytes: Uint8Array): number => {
	const crc = crc32c(bytes);
	return (((crc >>> 15) | (crc << 17)) + 0xa282_ead8) >>> 0;
};
