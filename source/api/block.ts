import * as z from 'zod';
import {transactionSchema} from './transaction.js';
import {
	bitsSchema, countSchema, hashSchema, timestampSchema,
} from './values.js';

/** A block without its transactions, as lists and events have it. */
export const blockSummarySchema = z.object({
	hash: hashSchema,
	height: countSchema,
	version: z.number().int(),
	previous_hash: hashSchema,
	merkle_root: hashSchema,
	time: timestampSchema,
	bits: bitsSchema,
	nonce: countSchema,
	difficulty: z.number().meta({description: 'The hashes that a block with this target takes on average'}),
	chainwork: z.string().regex(/^\d+$/v).meta({description: 'The difficulties of the chain up to this block, summed'}),
	size: countSchema.meta({description: 'Bytes'}),
	confirmations: countSchema.meta({description: 'Blocks on top of it on the best chain, itself included; 0 off the best chain'}),
	transaction_count: countSchema,
}).meta({id: 'BlockSummary'});

export const blockSchema = blockSummarySchema.extend({
	transactions: z.array(transactionSchema),
}).meta({id: 'Block'});

export type BlockSummary = z.infer<typeof blockSummarySchema>;
export type BlockObject = z.infer<typeof blockSchema>;
