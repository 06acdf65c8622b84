import * as z from 'zod';
import {
	amountSchema, bitsSchema, countSchema, hashSchema, timestampSchema,
} from './values.js';

export const mempoolSizeSchema = z.object({count: countSchema, bytes: countSchema});

export const statusSchema = z.object({
	network: z.string(),
	genesis: hashSchema,
	height: countSchema,
	tip: hashSchema,
	headers: countSchema.meta({description: 'The height of the best header known; above height while syncing'}),
	synced: z.boolean(),
	chainwork: z.string().regex(/^\d+$/v),
	difficulty: z.number().meta({description: 'Of the next block'}),
	hashrate: z.number().nullable().meta({description: 'Hashes per second of the whole network, estimated from recent blocks; null before there are any'}),
	peers: countSchema.meta({description: 'Connected ones, whoever dialled'}),
	clock_offset: z.number().int().nullable().meta({description: 'Seconds by which most peers\' clocks are ahead of this node\'s; null without peers'}),
	mempool: mempoolSizeSchema,
	version: z.string(),
	uptime: countSchema.meta({description: 'Seconds'}),
}).meta({id: 'Status'});

export type Status = z.infer<typeof statusSchema>;

const feePerByte = countSchema.meta({description: 'Base units per byte'});

export const feesSchema = z.object({
	minimum: feePerByte,
	economy: feePerByte,
	normal: feePerByte,
	priority: feePerByte,
}).meta({id: 'Fees'});

export type Fees = z.infer<typeof feesSchema>;

export const forkSchema = z.object({
	hash: hashSchema,
	height: countSchema,
	branch_length: countSchema.meta({description: 'Blocks since it left the best chain'}),
	status: z.enum(['valid', 'invalid']).meta({description: 'valid: could become the best chain; invalid: a rule refused it'}),
}).meta({id: 'Fork'});

export type Fork = z.infer<typeof forkSchema>;

/** A network file by its form; its bounds are checked by `parseNetwork`. */
export const networkFileSchema = z.object({
	name: z.string(),
	symbol: z.string(),
	address_prefix: z.string(),
	genesis_time: timestampSchema,
	message: z.string(),
	block_time: countSchema,
	reward: amountSchema,
	halving_interval: countSchema,
	coinbase_maturity: countSchema,
	retarget_window: countSchema,
	pow_limit_bits: bitsSchema,
	max_time_drift: countSchema,
	max_block_bytes: countSchema,
	allocations: z.array(z.object({address: z.string(), amount: amountSchema})).readonly(),
}).meta({id: 'Network'});
