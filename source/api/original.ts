import * as z from 'zod';
import {hashSchema} from './values.js';

/*
The shapes of the system that chain-tui takes the place of. Its clients, its explorer among them, work on these routes unchanged. Amounts are numbers of coins here, as they were there.
*/

/** A transaction: one row an output. */
export const originalTransactionSchema = z.object({
	sender: z.string().meta({description: '"Coinbase Reward" for new coins'}),
	recipient: z.string(),
	amount: z.number(),
	fee: z.number().meta({description: 'On the first row of a transaction; 0 on the others'}),
	time_submitted: z.number(),
	previous_block_hash: z.string(),
	public_key_hex: z.string(),
	transaction_hash: hashSchema,
	signature: z.string(),
}).meta({id: 'OriginalTransaction'});

export type OriginalTransaction = z.infer<typeof originalTransactionSchema>;

export const originalBlockSchema = z.object({
	index: z.number().int().meta({description: 'From 1, which is genesis'}),
	timestamp: z.number(),
	transactions: z.array(originalTransactionSchema),
	difficulty: z.number(),
	proof: z.number().int().meta({description: 'The nonce'}),
	previous_hash: hashSchema,
	current_hash: hashSchema,
}).meta({id: 'OriginalBlock'});

export type OriginalBlock = z.infer<typeof originalBlockSchema>;

export const originalChainSchema = z.object({
	chain: z.array(originalBlockSchema),
	length: z.number().int().meta({description: 'Of the whole chain'}),
}).meta({id: 'OriginalChain'});

export const nodesSchema = z.object({message: z.string(), total_nodes: z.array(z.string())}).meta({id: 'Nodes'});
