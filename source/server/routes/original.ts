import type {LedgerApi, PeerApi} from '../../api/node-api.js';
import type {Peer} from '../../api/peer.js';
import {hexToBytes} from '../../protocol/bytes.js';
import type {Door, Handlers} from '../handler.js';
import {
	chainBlocks, type ChainRange, jsonList, toRows,
} from '../original.js';
import {encodeSignedTransfer} from '../signed-transfer.js';
import {streamText} from '../text-stream.js';

type Names = 'chain' | 'submitTransaction' | 'registerNodes' | 'resolve' | 'nodes' | 'mempool' | 'difficulty' | 'lastProof';

const UNKNOWN_ADDRESS = '0.0.0.0';

/** Those that were dialled; where the others listen, if at all, is not known. */
const urlsOf = (peers: readonly Peer[]): string[] => peers.flatMap(({url}) => url ?? []);

/** `{"chain":[...],"length":N}` */
async function * chainText(node: LedgerApi, range: ChainRange): AsyncGenerator<string> {
	const length = await lengthOf(node);
	yield '{"chain":';
	yield * jsonList(chainBlocks(node, length, range));
	yield `,"length":${length}}`;
}

/** `{"message":"...","new_chain":[...]}`, or `chain` when ours was not replaced. */
async function * resolvedText(node: LedgerApi & PeerApi, range: ChainRange): AsyncGenerator<string> {
	const wasReplaced = await node.resolve();
	const length = await lengthOf(node);
	yield wasReplaced ? '{"message":"Our chain was replaced","new_chain":' : '{"message":"Our chain is authoritative","chain":';
	yield * jsonList(chainBlocks(node, length, range));
	yield '}';
}

async function lengthOf(node: LedgerApi): Promise<number> {
	const {height} = await node.status();
	return height + 1;
}

/** The routes of the original system, in its shapes. */
export const originalHandlers = ({node, network}: Door): Pick<Handlers, Names> => ({
	chain: async ({query}) => streamText('application/json', chainText(node, query)),
	async submitTransaction({body}) {
		const bytes = 'raw' in body ? hexToBytes(body.raw) : encodeSignedTransfer(body, network.address_prefix);
		return {message: 'The transfer is pending', transaction: await node.submitTransaction(bytes)};
	},
	async registerNodes({body}, {socket}) {
		// Who has hung up by now has no address any more, and is nobody we know: not this machine.
		await node.registerPeers(body.nodes, socket.remoteAddress ?? UNKNOWN_ADDRESS);
		return {message: 'New nodes have been added', total_nodes: urlsOf(await node.peers())};
	},
	resolve: async ({query}) => streamText('application/json', resolvedText(node, query)),
	nodes: async () => ({message: 'The nodes that this one talks to', total_nodes: urlsOf(await node.peers())}),
	async mempool() {
		const [pending, {tip}] = await Promise.all([node.pending(), node.status()]);
		return pending.flatMap(transaction => toRows(transaction, tip));
	},
	async difficulty() {
		const {difficulty} = await node.status();
		return difficulty;
	},
	async lastProof() {
		const {nonce} = await node.block('tip');
		return nonce;
	},
});
