import {allocate, utf8ToBytes, viewOf} from '../../protocol/bytes.js';
import type {Range} from './storage.js';

/*
What keys are made of. Numbers are big-endian, so that keys sort by them.
*/

/** A letter, or a name behind one, says what a key is for. */
export function letter(text: string): Uint8Array {
	const known = letters.get(text) ?? utf8ToBytes(text);
	letters.set(text, known);
	return known;
}

/** There are few of them, and each key begins with one. */
const letters = new Map<string, Uint8Array>();

export function u32(value: number): Uint8Array {
	return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

export function u64(value: bigint): Uint8Array {
	const bytes = allocate(8);
	viewOf(bytes).setBigUint64(0, value);
	return bytes;
}

/** All keys of one kind. */
export const rangeOf = (kind: string): Range => ({from: letter(kind), to: letter(String.fromCodePoint(kind.codePointAt(0)! + 1))});
