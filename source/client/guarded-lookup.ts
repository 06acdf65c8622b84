import {lookup} from 'node:dns/promises';
import type {LookupFunction} from 'node:net';
import {isWithinReach, type Reach} from '../api/reach.js';

/**
Looks a name up at the moment of connecting, and lets only those of its addresses through that may be dialled: what a name meant when it was checked says nothing about what it means now.

Fails with `ERR_ADDRESS_NOT_ALLOWED`.

@param system - Finds all addresses of a name.
*/
export function guardedLookup(reach: Reach, system: typeof lookup = lookup): LookupFunction {
	return (hostname, options, callback) => {
		const find = async (): Promise<void> => {
			const addresses = await system(hostname, {...options, all: true});
			const [first, ...others] = addresses.filter(({address}) => isWithinReach(address, reach));
			if (!first) {
				throw Object.assign(new Error(`${hostname} is at an address that this node does not dial`), {code: 'ERR_ADDRESS_NOT_ALLOWED'});
			}

			if (options.all) {
				callback(null, [first, ...others]);
			} else {
				callback(null, first.address, first.family);
			}
		};

		find().catch((error: unknown) => {
			callback(error as NodeJS.ErrnoException, '');
		});
	};
}
