import {access} from 'node:fs/promises';
import {parseAddress} from '../../source/protocol/address.js';
import type {Account} from '../../source/protocol/brands.js';
import {type Network, networkId} from '../../source/protocol/network.js';
import {devNetwork} from './networks.js';

/** How the folder of the network `dev` is called within the data folder. */
export const DEV_FOLDER = networkId(devNetwork);

export async function isThere(file: string): Promise<boolean> {
	try {
		await access(file);
		return true;
	} catch {
		return false;
	}
}

/** The account of an address that is known to be right. */
export const accountAt = (address: string, {addressPrefix}: Network): Account => parseAddress(address, addressPrefix);
