import * as z from 'zod';
import type {ApiError} from './api-error.js';
import {blockSummarySchema} from './block.js';
import {chainworkSchema, peerSchema} from './peer.js';
import type {EventIn} from './route.js';
import {mempoolSizeSchema, statusSchema} from './status.js';
import {transactionSchema} from './transaction.js';
import {countSchema, hashSchema, timestampSchema} from './values.js';

const tipSchema = z.object({
	hash: hashSchema,
	height: countSchema,
	time: timestampSchema,
	difficulty: z.number().meta({description: 'Of the next block'}),
	chainwork: chainworkSchema,
});

const reorgSchema = z.object({
	from: hashSchema,
	to: hashSchema,
	fork_height: countSchema.meta({description: 'The height of the last block that both branches share'}),
	depth: countSchema.meta({description: 'Blocks taken off the best chain'}),
});

const syncSchema = z.object({
	state: z.enum(['headers', 'blocks', 'done', 'stopped']).meta({description: 'stopped: given up for now; a peer that can go on will be looked for'}),
	height: countSchema,
	headers: countSchema.meta({description: 'The height that the best headers reach'}),
	percent: z.number(),
	blocks_per_second: z.number().nullable(),
	seconds_left: z.number().nullable(),
	peers: countSchema.meta({description: 'That bring blocks'}),
});

export type SyncProgress = z.infer<typeof syncSchema>;

/** What each kind of event carries. */
export const events = {
	tip: {schema: tipSchema, meaning: 'The tip: hash, height, time, and the difficulty of the next block. Every stream begins with it.'},
	block: {schema: blockSummarySchema, meaning: 'A block that joined the best chain, as BlockSummary.'},
	transaction: {schema: transactionSchema, meaning: 'A transfer that became pending, as Transaction.'},
	reorg: {schema: reorgSchema, meaning: 'The best chain changed branches: from, to, fork_height, depth.'},
	peer: {schema: peerSchema, meaning: 'A peer that came, went or changed, as Peer.'},
	sync: {schema: syncSchema, meaning: 'How far catching up with a heavier chain is.'},
	mempool: {schema: mempoolSizeSchema, meaning: 'Count and bytes of the pending transfers.'},
	status: {schema: statusSchema, meaning: 'The node, as Status.'},
	reset: {schema: z.object({}), meaning: 'What was missed cannot be told any more: look at everything anew.'},
} as const;

export type EventType = keyof typeof events;

export const isEventType = (text: string): text is EventType => Object.hasOwn(events, text);

export type EventOf<Type extends EventType> = EventIn<typeof events, Type>;

export type NodeEvent = EventIn<typeof events>;

export type FollowOptions = {
	/** The id of the last event seen; those after it come first, or `reset` when they are gone. */
	readonly lastEventId?: string | undefined;
	readonly signal?: AbortSignal | undefined;
	/** Only events of these kinds; `reset` and the first `tip` always come. */
	readonly types?: readonly EventType[] | undefined;
	/** The node that follows, when it is one. */
	readonly follower?: Follower | undefined;
	/** Told why, each time that the connection to the node is found broken, and `undefined` each time that there is one. A node in the same process has none that could break. */
	readonly onConnection?: ((trouble: ApiError | undefined) => void) | undefined;
};

export type Follower = {readonly id: string; readonly address: string};
