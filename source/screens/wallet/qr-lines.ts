import {encode} from 'uqr';

/** Modules of white around a code: ISO/IEC 18004 wants 4; readers of phones make do with less. */
const BORDERS = [4, 2, 1];

/**
A text as a QR code in half blocks: what is printed are the light modules, in a light colour on dark, so that the code is dark on light.

@returns Its lines, or `undefined` where there is not enough room.
*/
export function qrLines(text: string, columns: number, rows: number): readonly string[] | undefined {
	for (const border of BORDERS) {
		const {data, size} = encode(text, {border, ecc: 'L'});
		if (size <= columns && Math.ceil(size / 2) <= rows) {
			return Array.from({length: Math.ceil(size / 2)}, (_, row) => data[row * 2]!.map((isDark, column) => blockOf(!isDark, !(data[(row * 2) + 1]?.[column] ?? true))).join(''));
		}
	}

	return undefined;
}

const blockOf = (isUpperLight: boolean, isLowerLight: boolean): string => {
	if (isUpperLight) {
		return isLowerLight ? '█' : '▀';
	}

	return isLowerLight ? '▄' : ' ';
};
