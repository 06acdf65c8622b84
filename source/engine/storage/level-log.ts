import {concatBytes, viewOf} from '../../protocol/bytes.js';
import {maskedCrc32c} from './crc32c.js';

/*
The logs of LevelDB, and its manifest, which is one: blocks of 32 KB, filled with records; a record that does not fit goes on in the next block. See log_format.md in its documentation.
*/

const BLOCK = 32_768;
const HEADER = 7;

const FULL = 1;
const FIRST = 2;
const LAST = 4;

export type Log = {
	/** Those that are whole. */
	readonly records: readonly Uint8Array[];
	/** `cut off`: nothing that can be read comes after what cannot, as when a process dies while it writes. `holed`: something does. */
	readonly state: 'whole' | 'cut off' | 'holed';
};

export function readLog(bytes: Uint8Array): Log {
	const records: Uint8Array[] = [];
	let parts: Uint8Array[] = [];
	let isDamaged = false;
	for (const fragment of fragmentsIn(bytes)) {
		if (fragment === undefined) {
			isDamaged = true;
			continue;
		}

		if (isDamaged) {
			return {records, state: 'holed'};
		}

		parts = fragment.type === FULL || fragment.type === FIRST ? [fragment.payload] : [...parts, fragment.payload];
		if (fragment.type === FULL || fragment.type === LAST) {
			records.push(concatBytes(...parts));
			parts = [];
		}
	}

	return {records, state: isDamaged || parts.length > 0 ? 'cut off' : 'whole'};
}

type Fragment = {readonly type: number; readonly payload: Uint8Array};

/** `undefined` for the rest of a block in which no fragment can be found any more. */
function * fragmentsIn(bytes: Uint8Array): Iterable<Fragment | undefined> {
	for (let start = 0; start < bytes.length; start += BLOCK) {
		let rest = bytes.subarray(start, start + BLOCK);
		// Zeros fill up a block.
		while (rest.some(byte => byte !== 0)) {
			const fragment = fragmentAt(rest);
			yield fragment;
			rest = fragment ? rest.subarray(HEADER + fragment.payload.length) : new Uint8Array();
		}
	}
}

function fragmentAt(bytes: Uint8Array): Fragment | undefined {
	if (bytes.length < HEADER) {
		return undefined;
	}

	const view = viewOf(bytes);
	const end = HEADER + view.getUint16(4, true);
	const isWhole = end <= bytes.length && view.getUint32(0, true) === maskedCrc32c(bytes.subarray(HEADER - 1, end));
	return isWhole ? {type: bytes[HEADER - 1]!, payload: bytes.subarray(HEADER, end)} : undefined;
}
