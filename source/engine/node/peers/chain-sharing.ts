import type {Hash} from '../../../protocol/brands.js';
import {concatBytes} from '../../../protocol/bytes.js';
import {MAX_BODIES_BYTES, mostOf} from '../../../api/peer.js';
import {ApiError} from '../../../api/api-error.js';
import type {ChainReader} from '../chain-reader.js';
import type {Entry} from '../entry.js';

/*
What a node gives to others, and how it asks for the same.
*/

/** Hashes next to the tip that a locator has one by one; from there on the distance doubles. */
const DENSE = 10;

/** Hashes of the best chain by which another node finds where the two of us part: newest first, genesis last. As in Bitcoin's `getheaders`. */
export function locatorOf(reader: ChainReader, tip: Entry): Hash[] {
	const locator: Hash[] = [];
	let step = 1;
	for (let {height} = tip; height > 0; height -= step) {
		locator.push(reader.hashAt(height)!);
		if (locator.length >= DENSE) {
			step *= 2;
		}
	}

	return [...locator, reader.hashAt(0)!];
}

/** The headers of the best chain after the first hash of the locator that is on it; none when no hash is, which is another chain altogether. */
export function headersAfter(reader: ChainReader, locator: readonly Hash[], count: number = mostOf.headers): Uint8Array {
	const common = locator.map(hash => reader.entry(hash)).find(entry => entry && reader.isOnBestChain(entry));
	return common ? headersFrom(reader, common.height + 1, count) : new Uint8Array();
}

/** Headers of the best chain from a height on. */
export function headersFrom(reader: ChainReader, height: number, count: number = mostOf.headers): Uint8Array {
	const headers: Uint8Array[] = [];
	for (let entry = reader.entryAt(height); entry && headers.length < count; entry = reader.entryAt(height + headers.length)) {
		headers.push(entry.headerBytes);
	}

	return concatBytes(...headers);
}

/** @throws {ApiError} `not_found` when there is no such block, or it is genesis, which has no body. */
export function bodiesFrom(reader: ChainReader, from: Hash, count: number = mostOf.blocks): Uint8Array[] {
	const first = reader.blockBytes(from);
	const entry = reader.entry(from);
	if (!first || !entry) {
		throw new ApiError('not_found', `there is no block ${from}`);
	}

	const bodies = [first];
	let size = first.length;
	for (let {height} = entry; bodies.length < count && size < MAX_BODIES_BYTES && reader.isOnBestChain(entry); height++) {
		const next = reader.hashAt(height + 1);
		const bytes = next === undefined ? undefined : reader.blockBytes(next);
		if (!bytes) {
			break;
		}

		bodies.push(bytes);
		size += bytes.length;
	}

	return bodies;
}
