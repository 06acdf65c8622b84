import {z} from 'zod';
import {blockSummarySchema} from './block.js';
import {mempoolSizeSchema, statusSchema} from './status.js';
import {transactionSchema} from './transaction.js';
import {countSchema, hashSchema, timestampSchema} from './values.js';

const tipSchema = z.object({
	hash: hashSchema,
	height: countSchema,
	time: timestampSchema,
	difficulty: z.number().meta({description: 'Of the next block'}),
	chainwork: z.string(),
});

const reorgSchema = z.object({
	from: hashSchema,
	to: hashSchema,
	fork_height: countSchema.meta({description: 'The height of the last block that both branches share'}),
	depth: countSchema.meta({description: 'Blocks taken off the best chain'}),
});

/** What each kind of event carries. */
export const eventSchemas = {
	tip: tipSchema,
	block: blockSummarySchema,
	transaction: transactionSchema,
	reorg: reorgSchema,
	mempool: mempoolSizeSchema,
	status: statusSchema,
	/** What was missed cannot be told any more: look at everything anew. */
	reset: z.object({}),
} as const;

export type EventType = keyof typeof eventSchemas;

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
};
