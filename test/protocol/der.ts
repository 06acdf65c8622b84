import {concatBytes} from '../../source/protocol/bytes.js';

/** The length of r and of s. */
const NUMBER = 32;

/**
`r || s` of a signature in DER, as strictly as BIP 66 has it.

@returns `undefined` when it is none, or a number does not fit.
*/
export function compactOfDer(bytes: Uint8Array): Uint8Array | undefined {
	if (bytes[0] !== 0x30 || bytes[1] !== bytes.length - 2 || bytes.length > 72) {
		return undefined;
	}

	const r = integerAt(bytes, 2);
	const s = r && integerAt(bytes, r.end);
	return r && s?.end === bytes.length ? concatBytes(r.value, s.value) : undefined;
}

function integerAt(bytes: Uint8Array, start: number): {readonly value: Uint8Array; readonly end: number} | undefined {
	const length = bytes[start + 1];
	if (bytes[start] !== 2 || length === undefined || length === 0 || start + 2 + length > bytes.length) {
		return undefined;
	}

	const end = start + 2 + length;
	const digits = bytes.subarray(start + 2, end);
	const isNegative = digits[0]! >= 0x80;
	const isPadded = length > 1 && digits[0] === 0 && digits[1]! < 0x80;
	const rest = digits[0] === 0 ? digits.subarray(1) : digits;
	return isNegative || isPadded || rest.length > NUMBER ? undefined : {value: concatBytes(new Uint8Array(NUMBER - rest.length), rest), end};
}
