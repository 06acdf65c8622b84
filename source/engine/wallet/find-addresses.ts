import type {LedgerApi} from '../../api/node-api.js';
import {encodeAddress} from '../../protocol/address.js';
import type {Address} from '../../protocol/brands.js';
import type {Network} from '../../protocol/network.js';
import type {PublicKeys} from './keys.js';
import {MAX_ADDRESSES} from './wallet-file.js';

/** BIP 44: after so many addresses without a transaction, no later one is expected to have any. */
const GAP_LIMIT = 20;

/**
How many addresses a restored wallet needs, so that all that were ever in use are among them.

@returns 1 at the least.
*/
export async function countUsedAddresses(keys: PublicKeys, {node, network}: {node: LedgerApi; network: Network}): Promise<number> {
	let used = 0;
	for (let start = 0; start < Math.min(used + GAP_LIMIT, MAX_ADDRESSES); start += GAP_LIMIT) {
		const addresses = Array.from({length: GAP_LIMIT}, (_, index) => encodeAddress(keys.accountAt(start + index), network.addressPrefix));

		const found = await Promise.all(addresses.map(async address => isUsed(address, node)));
		used = found.includes(true) ? start + found.lastIndexOf(true) + 1 : used;
	}

	return Math.min(Math.max(used, 1), MAX_ADDRESSES);
}

/** Genesis can give coins to an address that has no transaction. */
async function isUsed(address: Address, node: LedgerApi): Promise<boolean> {
	const [history, {balance}] = await Promise.all([node.history(address, {limit: 1}), node.address(address)]);
	return history.length > 0 || balance !== '0';
}
