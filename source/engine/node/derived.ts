import {equalBytes} from '../../protocol/bytes.js';
import {ApiError} from '../../api/api-error.js';
import type {Storage} from '../storage/storage.js';
import {rangeOf} from '../storage/key-parts.js';

/** The kinds of keys that follow from the blocks, and what they hold. */
export const derivedKinds = {
	n: 'the blocks by height',
	t: 'the transactions by id',
	a: 'the accounts',
	i: 'the totals of the accounts',
	d: 'the histories of the accounts',
	r: 'the accounts by balance',
	u: 'the undo data',
} as const;

/**
Compares everything that follows from the blocks, key by key.

@throws {ApiError} `chain_differs`, naming what differs first.
*/
export async function compareDerived(actual: Storage, expected: Storage, signal?: AbortSignal): Promise<void> {
	for (const [kind, name] of Object.entries(derivedKinds)) {
		const theirs = expected.range(rangeOf(kind))[Symbol.asyncIterator]();
		for await (const ours of actual.range(rangeOf(kind))) {
			signal?.throwIfAborted();
			const other = await theirs.next();
			if (other.done === true || !equalBytes(ours.key, other.value.key) || !equalBytes(ours.value, other.value.value)) {
				throw differs(name);
			}
		}

		const {done} = await theirs.next();
		if (done !== true) {
			throw differs(name);
		}
	}
}

const differs = (name: string) => new ApiError('chain_differs', `the chain on disk is not what its blocks make it: ${name} differ; \`chain-tui chain rebuild\` makes them anew`);
