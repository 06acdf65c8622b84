import {ApiError, hasCode} from '../api/api-error.js';
import {connectNode, type NodeClient} from '../client/node-client.js';
import type {Network} from '../protocol/network.js';
import {readEndpoint} from './endpoint.js';

/** A node of one's own machine answers at once, or it is none. */
const LOCAL_TIMEOUT_MS = 5000;

/**
Connects to the node that somebody named.

@throws {ApiError} `node_unreachable` or `wrong_network`.
*/
export const connectNamed = async (url: string, network: Network): Promise<NodeClient> => connectNode(url, {network});

/**
Connects to the node that has the data folder open, if there is one. What the endpoint file says is only a hint: it may be left over from a node that was killed, and its port may be somebody else's by now.
*/
export async function connectLocal(endpointFile: string, network: Network): Promise<NodeClient | undefined> {
	const endpoint = await readEndpoint(endpointFile);
	if (endpoint?.genesis !== network.genesis.hash) {
		return undefined;
	}

	try {
		const probe = await connectNode(endpoint.url, {network, timeoutMs: LOCAL_TIMEOUT_MS});
		probe.close();
		return await connectNode(endpoint.url);
	} catch (error) {
		if (hasCode(error, 'node_unreachable', 'wrong_network', 'not_found', 'internal')) {
			return undefined;
		}

		throw error;
	}
}

/** Whether a node has the data folder open that is to be found somewhere else than it was: one that was stopped and started again on another port, say. */
export async function findElsewhere(endpointFile: string, network: Network, url: string | undefined): Promise<boolean> {
	const endpoint = await readEndpoint(endpointFile);
	if (endpoint === undefined || endpoint.url === url) {
		return false;
	}

	const client = await connectLocal(endpointFile, network);
	client?.close();
	return client !== undefined;
}

export const noNode = (network: Network): ApiError => new ApiError('node_unreachable', `no node of the network ${network.name} runs on this machine; start one with \`chain-tui node --network ${network.name}\`, or name one with --node URL`);
