import {z} from 'zod';
import type {ApiError} from './api-error.js';
import {blockSummarySchema} from './block.js';
import {chainworkSchema, peerSchema} from './peer.js';
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
export const eventSchemas = {
	tip: tipSchema,
	block: blockSummarySchema,
	transaction: transactionSchema,
	reorg: reorgSchema,
	peer: peerSchema,
	sync: syncSchema,
	mempool: mempoolSizeSchema,
	status: statusSchema,
	/** What was missed cannot be told any more: look at everything anew. */
	reset: z.object({}),
} as const;

export type EventType = keyof typeof eventSchemas;

export const isEventType = (text: string): text is EventType => Object.hasOwn(eventSchemas, text);

export type EventOf<Type extends EventType> = {
	/** `boot-counter`: give it back to resume after it. */
	readonly id: string;
	readonly type: Type;
	readonly data: z.infer<(typeof eventSchemas)[Type]>;
};

export type NodeEvent = {[Type in EventType]: EventOf<Type>}[EventType];

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
