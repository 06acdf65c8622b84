import {encodeAddress} from '../../protocol/address.js';
import type {Address} from '../../protocol/brands.js';
import type {Storage} from '../storage/storage.js';
import {rangeOf} from '../storage/key-parts.js';
import {placeOfWork} from './layout.js';
import {decodeWork} from './tally.js';

/** The work that is on disk, by the number of the tally that it is in. */
export async function loadTallies(storage: Storage, kind: 'r' | 'w', prefix: string): Promise<Map<number, Map<Address, bigint>>> {
	const tallies = new Map<number, Map<Address, bigint>>();
	for await (const {key, value} of storage.range(rangeOf(kind))) {
		const {number, account} = placeOfWork(key);
		const tally = tallies.get(number) ?? new Map<Address, bigint>();
		tallies.set(number, tally.set(encodeAddress(account, prefix), decodeWork(value)));
	}

	return tallies;
}
