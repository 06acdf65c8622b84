import * as z from 'zod';
import {
	amountSchema, bitsSchema, countSchema, hashSchema, hexSchema, timestampSchema,
} from './values.js';

/**
What it takes to make the next block. The coinbase is `prefix + extranonce + suffix`; its sha256d, led through `merkle_branch`, gives the Merkle root; the block is header, varint count, coinbase, transactions.
*/
export const templateSchema = z.object({
	height: countSchema,
	version: z.number().int(),
	previous_hash: hashSchema,
	bits: bitsSchema,
	target: z.string().regex(/^[\da-f]{64}$/v).meta({description: 'The hash must not be above it; 32 bytes, big-endian'}),
	difficulty: z.number(),
	time: timestampSchema.meta({description: 'The time to begin with'}),
	min_time: timestampSchema,
	max_time: timestampSchema.meta({description: 'The latest time the block may carry now'}),
	subsidy: amountSchema,
	fees: amountSchema,
	reward: amountSchema.meta({description: 'subsidy + fees: what the coinbase pays'}),
	coinbase: z.object({
		prefix: hexSchema,
		extranonce_size: countSchema.meta({description: 'Bytes between prefix and suffix, free for the miner'}),
		suffix: hexSchema,
	}),
	merkle_branch: z.array(hexSchema).meta({description: 'Raw 32-byte siblings of the coinbase, bottom-up'}),
	transactions: z.array(z.object({id: hashSchema, fee: amountSchema, hex: hexSchema})),
}).meta({id: 'Template'});

export type Template = z.infer<typeof templateSchema>;

export const acceptedBlockSchema = z.object({
	hash: hashSchema,
	height: countSchema,
	best: z.boolean().meta({description: 'Whether the block is on the best chain now'}),
}).meta({id: 'AcceptedBlock'});

export type AcceptedBlock = z.infer<typeof acceptedBlockSchema>;
