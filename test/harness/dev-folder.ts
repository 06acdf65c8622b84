import {access} from 'node:fs/promises';
import {networkId} from '../../source/protocol/network.js';
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
