import type {Account, Address} from '../../source/protocol/brands.js';
import {encodeAddress} from '../../source/protocol/address.js';
import {hexToBytes} from '../../source/protocol/bytes.js';
import {accountOf} from '../../source/protocol/hash.js';
import type {Network} from '../../source/protocol/network.js';
import {presets} from '../../source/protocol/presets.js';
import {publicKeyOf} from '../../source/protocol/signature.js';

export type TestKey = {
	/** 32 bytes. */
	readonly privateKey: Uint8Array;
	/** 33 bytes. */
	readonly publicKey: Uint8Array;
	readonly account: Account;
	/** With the prefix of the `dev` preset, which test networks have too. */
	readonly address: Address;
};

/** The key whose private number is `number`: the same in every run. */
export function testKey(number: number): TestKey {
	const privateKey = hexToBytes(number.toString(16).padStart(64, '0'));
	const publicKey = publicKeyOf(privateKey);
	const account = accountOf(publicKey);
	return {
		privateKey,
		publicKey,
		account,
		address: encodeAddress(account, presets.dev.address_prefix),
	};
}

export const alice = testKey(1);
export const bob = testKey(2);
export const carol = testKey(3);

/** The address of a key on a network with another prefix. */
export const addressOn = (key: TestKey, network: Network): Address => encodeAddress(key.account, network.addressPrefix);
