import {ApiError} from '../api/api-error.js';
import {connectNode} from '../client/node-client.js';
import type {Network} from '../protocol/network.js';
import type {Networks} from './networks.js';

/**
The network that a node belongs to: one that is known here, or else one that is added by the file that the node has of it. The file is checked like any other, and its genesis must be the one the node speaks of.

@throws {ApiError} `node_unreachable`; `wrong_network` when the node's file is not of its chain; `network_exists` when another network has its name here.
*/
export async function networkOfNode(url: string, networks: Networks): Promise<Network> {
	const client = await connectNode(url);
	try {
		const {genesis} = await client.handshake();
		const known = await networks.list();
		const same = known.find(({network}) => network.genesis.hash === genesis);
		if (same) {
			return same.network;
		}

		const file = await client.network();
		if (networks.parse(file).genesis.hash !== genesis) {
			throw new ApiError('wrong_network', `the node at ${client.url} hands out a network file that is not the one of its chain`);
		}

		return await networks.add(file);
	} finally {
		client.close();
	}
}
