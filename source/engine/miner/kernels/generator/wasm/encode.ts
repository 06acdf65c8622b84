/*
How WebAssembly writes numbers, lists and sections: chapter 5 of its specification, https://webassembly.github.io/spec/core/binary/
*/

/** LEB128: seven bits a byte, lowest first; the eighth says that another byte follows. */
export function unsigned(value: number): number[] {
	const bytes: number[] = [];
	let rest = value;
	while (rest > 0x7f) {
		bytes.push((rest & 0x7f) | 0x80);
		rest >>>= 7;
	}

	return [...bytes, rest];
}

/** The same in two's complement: bit 6 of the last byte is the sign. */
export function signed(value: number): number[] {
	const bytes: number[] = [];
	let rest = value | 0; // eslint-disable-line unicorn/prefer-math-trunc -- 2^32 - 1 is to become -1.
	while (rest > 0x3f || rest < -0x40) {
		bytes.push((rest & 0x7f) | 0x80);
		rest >>= 7;
	}

	return [...bytes, rest & 0x7f];
}

export const text = (value: string): number[] => sized([...Buffer.from(value)]);

/** Bytes after their number. */
export const sized = (bytes: readonly number[]): number[] => unsigned(bytes.length).concat(bytes);

/** Items after their number. */
export const list = (items: ReadonlyArray<readonly number[]>): number[] => unsigned(items.length).concat(...items);

export const section = (id: number, content: readonly number[]): number[] => [id, ...sized(content)];
