import {ApiError} from '../api/api-error.js';
import {connectNode} from '../client/node-client.js';
import type {Network} from '../protocol/network.js';
import type {Networks} from './networks.js';

/**
Takes the network file from a running node, and checks it: that it is one at all, and that the node is of the network that the file describes.

@param url - Of the node; `http://` may be left out.
@throws {ApiError} `node_unreachable`, `wrong_network`. {NetworkError} when a field is out of its bounds.
*/
export async function fetchNetwork(url: string, networks: Networks): Promise<Network> {
	const client = await connectNode(url);
	try {
		const [file, handshake] = [await client.network(), await client.handshake()];
		const network = networks.parse(file);
		if (network.genesis.hash !== handshake.genesis) {
			throw new ApiError('wrong_network', `the node at ${client.url} gives a network file of genesis ${network.genesis.hash}, and says that its own is ${handshake.genesis}`, {url: client.url});
		}

		return network;
	} finally {
		client.close();
	}
}
