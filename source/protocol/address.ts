import {bech32} from '@scure/base';
import {AddressError} from './address-error.js';
import {type Account, type Address, asAddress} from './brands.js';
import {accountFromBytes, accountToBytes} from './hash.js';
import {remembered} from './remembered.js';

/** BIP 173, witness version 0, of the 20-byte account. */
export const encodeAddress: (account: Account, prefix: string) => Address = remembered(
	(account, prefix) => asAddress(bech32.encode(prefix, [0, ...bech32.toWords(accountToBytes(account))])),
	(account, prefix) => prefix + account,
);

/**
Reads an address. BIP 173 allows all upper or all lower case.

@param prefix - The address prefix of the network; without it, any is taken.
@throws {AddressError} `address_invalid` on a wrong letter, length or checksum; `address_wrong_network` on a good address of another network.
*/
export function parseAddress(text: string, prefix?: string): Account {
	const decoded = decode(text);
	if (prefix !== undefined && decoded.prefix !== prefix) {
		throw new AddressError('address_wrong_network', `this is an address of another network: it begins with ${decoded.prefix}1, here addresses begin with ${prefix}1`);
	}

	return decoded.account;
}

const decode: (text: string) => {readonly prefix: string; readonly account: Account} = remembered(text => {
	const decoded = bech32.decodeUnsafe(text.trim());
	const program = decoded && bech32.fromWordsUnsafe(decoded.words.slice(1));
	if (!decoded || decoded.words[0] !== 0 || program?.length !== 20) {
		throw new AddressError('address_invalid', `not an address: ${JSON.stringify(text.slice(0, 100))}; look for a wrong or missing letter`);
	}

	return {prefix: decoded.prefix, account: accountFromBytes(program)};
}, text => text.trim());
