import {StratumError} from '../../api/stratum.js';
import {AddressError} from '../../protocol/address-error.js';
import {encodeAddress, parseAddress} from '../../protocol/address.js';
import type {Address} from '../../protocol/brands.js';

/** Whom a miner's shares are credited to. */
export type UserName = {
	readonly address: Address;
	/** '' when none was given. */
	readonly worker: string;
};

/**
Reads `address` or `address.worker`.

@param prefix - The address prefix of the network.
@throws {StratumError} 24, with what is wrong.
*/
export function parseUserName(text: string, prefix: string): UserName {
	const dot = text.indexOf('.');
	const [name, worker] = dot === -1 ? [text, ''] : [text.slice(0, dot), text.slice(dot + 1)];
	if (!/^[\u0021-\u007E]{0,64}$/v.test(worker)) {
		throw new StratumError(24, 'the name of a worker is at most 64 letters, digits and signs, without spaces');
	}

	try {
		return {address: encodeAddress(parseAddress(name, prefix), prefix), worker};
	} catch (error) {
		if (error instanceof AddressError) {
			throw new StratumError(24, `the user name is ADDRESS or ADDRESS.WORKER; ${error.message}`);
		}

		throw error;
	}
}

/** The difficulty that a password asks for, such as `x,d=0.001`; `undefined` when it does not. */
export function difficultyInPassword(password: string): number | undefined {
	const [, text] = /(?:^|[\s,;])d(?:iff)?=(\d+(?:\.\d+)?(?:e[+\-]?\d+)?)(?:$|[\s,;])/iv.exec(password) ?? [];
	const difficulty = Number(text);
	return difficulty > 0 ? difficulty : undefined;
}

/** The address prefix of the network that an address belongs to: what BIP 173 has before its last 1. */
export const prefixOf = (address: Address): string => address.slice(0, address.lastIndexOf('1'));
