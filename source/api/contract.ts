import * as z from 'zod';
import {accountRankSchema, addressObjectSchema} from './account.js';
import {blockSchema, blockSummarySchema} from './block.js';
import {events, type EventType, isEventType} from './event.js';
import {acceptedBlockSchema, templateSchema} from './mining.js';
import {
	nodesSchema, originalBlockSchema, originalChainSchema, originalTransactionSchema,
} from './original.js';
import {
	handshakeSchema, mostOf, peerSchema, wantedSchema,
} from './peer.js';
import {
	type Contract, pageLimit, rawBytes, route, type RouteTable, selfRoutes,
} from './route.js';
import {
	feesSchema, forkSchema, networkFileSchema, statusSchema,
} from './status.js';
import {
	historyEntrySchema, merkleProofSchema, signedTransferSchema, transactionSchema,
} from './transaction.js';
import {
	addressSchema, countInQuery, hashListInQuery, hashSchema, hexSchema,
} from './values.js';

/*
The node's HTTP contract as data: the server mounts it, the client calls it, `GET /openapi.json` and `/docs` are made of it, and the conformance suite holds all of them to it.
*/

/** Kinds of events, separated by commas. */
const eventTypesInQuery = z.string().max(200)
	.transform(text => text.split(','))
	.refine(types => types.every(type => isEventType(type)), 'expected kinds of events, separated by commas')
	.transform(types => types as EventType[])
	.meta({description: 'Only events of these kinds, separated by commas', example: 'tip,transaction'});

const page = (most: number) => countInQuery(1, most).optional();
/** Which blocks of a chain: from which index, and how many; all unless said. */
const chainRange = z.strictObject({from: countInQuery(1, 0xffff_ffff).optional(), limit: countInQuery(0, 0xffff_ffff).optional()});
const hashParameter = z.strictObject({id: hashSchema});
const addressParameter = z.strictObject({address: addressSchema});

export const routes = {
	status: route({
		method: 'GET', path: '/status', subject: 'Node', summary: 'How the node is', response: statusSchema,
	}),
	network: route({
		method: 'GET', path: '/network', subject: 'Node', summary: 'The network file: every parameter of the network', response: networkFileSchema,
	}),
	...selfRoutes('Node'),
	events: route({
		method: 'GET', path: '/events', subject: 'Node', summary: 'Everything that happens, as server-sent events', query: z.strictObject({types: eventTypesInQuery.optional()}), response: z.string(), responseType: 'text/event-stream',
	}),

	blocks: route({
		method: 'GET',
		path: '/blocks',
		subject: 'Chain',
		summary: 'Blocks of the best chain, newest first',
		query: z.strictObject({before: countInQuery(0, 0xffff_ffff).optional(), limit: pageLimit}),
		response: z.array(blockSummarySchema),
	}),
	block: route({
		method: 'GET',
		path: '/blocks/:id',
		subject: 'Chain',
		summary: 'A block by hash or height, or `tip`',
		params: z.strictObject({
			id: z.union([z.literal('tip'), hashSchema, z.string().regex(/^\d{1,10}$/v).transform(Number)], 'expected a height, a hash or "tip"').meta({description: 'A height, a hash or `tip`'}),
		}),
		response: blockSchema,
	}),
	submitBlock: route({
		method: 'POST', path: '/blocks', subject: 'Mining', summary: 'Hand in a block', body: rawBytes, response: acceptedBlockSchema, status: 201,
	}),
	forks: route({
		method: 'GET', path: '/forks', subject: 'Chain', summary: 'Tips of the branches that are not the best chain', response: z.array(forkSchema),
	}),

	pending: route({
		method: 'GET',
		path: '/transactions',
		subject: 'Transactions',
		summary: 'Pending transfers, those that the next block would take first at the front',
		query: z.strictObject({status: z.literal('pending').optional()}),
		response: z.array(transactionSchema),
	}),
	transaction: route({
		method: 'GET', path: '/transactions/:id', subject: 'Transactions', summary: 'A transaction, pending or confirmed', params: hashParameter, response: transactionSchema,
	}),
	transactionBytes: route({
		method: 'GET', path: '/transactions/:id/raw', subject: 'Transactions', summary: 'The bytes of a transaction', params: hashParameter, response: rawBytes, responseType: 'application/octet-stream',
	}),
	proof: route({
		method: 'GET', path: '/transactions/:id/proof', subject: 'Transactions', summary: 'A Merkle branch from a confirmed transaction to its header', params: hashParameter, response: merkleProofSchema,
	}),
	fees: route({
		method: 'GET', path: '/fees', subject: 'Transactions', summary: 'Fees to suggest, in base units per byte', response: feesSchema,
	}),

	address: route({
		method: 'GET', path: '/addresses/:address', subject: 'Accounts', summary: 'Balance and nonce', params: addressParameter, response: addressObjectSchema,
	}),
	history: route({
		method: 'GET',
		path: '/addresses/:address/transactions',
		subject: 'Accounts',
		summary: 'The transactions of an address, newest first',
		params: addressParameter,
		query: z.strictObject({before: hashSchema.optional(), limit: pageLimit}),
		response: z.array(historyEntrySchema),
	}),
	accounts: route({
		method: 'GET',
		path: '/accounts',
		subject: 'Accounts',
		summary: 'The richest accounts',
		query: z.strictObject({order: z.literal('balance').optional(), limit: pageLimit}),
		response: z.array(accountRankSchema),
	}),

	template: route({
		method: 'GET', path: '/mining/template', subject: 'Mining', summary: 'What it takes to make the next block', query: addressParameter, response: templateSchema,
	}),

	handshake: route({
		method: 'GET', path: '/handshake', subject: 'Peers', summary: 'Who this node is, for other nodes', query: z.strictObject({genesis: hashSchema.optional()}), response: handshakeSchema,
	}),
	peers: route({
		method: 'GET', path: '/peers', subject: 'Peers', summary: 'The nodes that this one talks to', response: z.array(peerSchema),
	}),
	headers: route({
		method: 'GET',
		path: '/headers',
		subject: 'Peers',
		summary: 'Headers of the best chain after the first known hash of the locator, 80 bytes each',
		query: z.strictObject({locator: hashListInQuery(64), count: page(mostOf.headers)}),
		response: rawBytes,
		responseType: 'application/octet-stream',
	}),
	bodies: route({
		method: 'GET',
		path: '/blocks/raw',
		subject: 'Peers',
		summary: 'A block and those that follow it on the best chain, each after its length',
		query: z.strictObject({from: hashSchema, count: page(mostOf.blocks)}),
		response: rawBytes,
		responseType: 'application/octet-stream',
	}),
	pendingBytes: route({
		method: 'GET', path: '/mempool/raw', subject: 'Peers', summary: 'Pending transfers, each after its length', response: rawBytes, responseType: 'application/octet-stream',
	}),
	offerHeaders: route({
		method: 'POST', path: '/headers', subject: 'Peers', summary: 'Show headers of blocks that could be brought', body: rawBytes, response: wantedSchema,
	}),
	offerTransactions: route({
		method: 'POST',
		path: '/transactions/announce',
		subject: 'Peers',
		summary: 'Name transfers that could be brought',
		body: z.strictObject({ids: z.array(hashSchema).max(mostOf.ids)}),
		response: wantedSchema,
	}),
	removePeer: route({
		method: 'DELETE', path: '/peers/:id', subject: 'Peers', summary: 'Forget a peer', params: z.strictObject({id: z.string().max(200)}), response: z.object({}), operator: true,
	}),

	chain: route({
		method: 'GET',
		path: '/chain',
		subject: 'The original\'s routes',
		summary: 'The chain, oldest block first, streamed',
		query: chainRange,
		response: originalChainSchema,
	}),
	submitTransaction: route({
		method: 'POST',
		path: '/transactions/new',
		subject: 'The original\'s routes',
		summary: 'Hand in a signed transfer, as fields or as bytes',
		body: z.union([z.strictObject({raw: hexSchema}), signedTransferSchema]),
		response: z.object({message: z.string(), transaction: transactionSchema}),
		status: 201,
	}),
	registerNodes: route({
		method: 'POST',
		path: '/nodes/register',
		subject: 'The original\'s routes',
		summary: 'Make peers of other nodes',
		body: z.strictObject({nodes: z.array(z.url({protocol: /^https?$/v}).max(200)).min(1).max(20)}),
		response: nodesSchema,
		status: 201,
	}),
	resolve: route({
		method: 'GET',
		path: '/nodes/resolve',
		subject: 'The original\'s routes',
		summary: 'Look for a heavier chain among the peers',
		query: chainRange,
		response: z.union([
			z.object({message: z.literal('Our chain was replaced'), new_chain: z.array(originalBlockSchema)}),
			z.object({message: z.literal('Our chain is authoritative'), chain: z.array(originalBlockSchema)}),
		]),
	}),
	nodes: route({
		method: 'GET', path: '/nodes', subject: 'The original\'s routes', summary: 'The URLs of the peers', response: nodesSchema,
	}),
	mempool: route({
		method: 'GET', path: '/mempool', subject: 'The original\'s routes', summary: 'Pending transfers', response: z.array(originalTransactionSchema),
	}),
	difficulty: route({
		method: 'GET', path: '/difficulty', subject: 'The original\'s routes', summary: 'The difficulty of the next block', response: z.number(),
	}),
	lastProof: route({
		method: 'GET', path: '/proof', subject: 'The original\'s routes', summary: 'The nonce of the tip', response: z.number().int(),
	}),
} as const satisfies RouteTable;

export type Routes = typeof routes;
export type RouteName = keyof Routes;

export const nodeContract = {name: 'node', routes, events} as const satisfies Contract;
