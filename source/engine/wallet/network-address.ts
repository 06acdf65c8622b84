import type {Address} from '../../protocol/brands.js';
import {toApiError} from '../../api/api-error.js';
import {encodeAddress, parseAddress} from '../../protocol/address.js';
import type {Network} from '../../protocol/network.js';

/**
Reads an address as a person gives it.

@returns The same in lower case, so that equal addresses are equal texts.
@throws {ApiError} `address_invalid`, or `address_wrong_network`.
*/
export function readAddress(text: string, {addressPrefix}: Pick<Network, 'addressPrefix'>): Address {
	try {
		return encodeAddress(parseAddress(text, addressPrefix), addressPrefix);
	} catch (error) {
		throw toApiError(error);
	}
}
