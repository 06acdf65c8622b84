import * as z from 'zod';
import {
	addressSchema, amountSchema, countSchema, differenceSchema, hashSchema, timestampSchema,
} from './values.js';

/*
What a pool tells. Amounts and times as everywhere on the wire; work is hashes, as decimal text.
*/

const workSchema = z.string().regex(/^\d+$/v).meta({description: 'Hashes'});

export const schemeNameSchema = z.enum(['prop', 'pplns', 'solo']);

/**
What became of a block of the pool.

- `candidate`: on disk; the node has not said anything about it yet.
- `refused`: the node refused it.
- `immature`: on the best chain; its reward is still to come.
- `credited`: its reward has come, and the miners have their parts.
- `stale`: not on the best chain; it brings nothing.
*/
export const blockStates = ['candidate', 'refused', 'immature', 'credited', 'stale'] as const;

export type BlockState = (typeof blockStates)[number];

/**
How far a payout is.

- `planned`: taken off the balances.
- `signed`: the transfer is on disk, with its nonce.
- `sent`: the node has it.
- `confirmed`: deep in the best chain.
- `void`: another transfer took the nonce for good; the miners have it back on their balances.
*/
export const payoutStates = ['planned', 'signed', 'sent', 'confirmed', 'void'] as const;

export type PayoutState = (typeof payoutStates)[number];

export const poolWorkerSchema = z.object({
	address: addressSchema,
	worker: z.string().meta({description: 'Empty when none was given'}),
	agent: z.string().meta({description: 'What the program calls itself'}),
	connections: countSchema.meta({description: '0 once it has left'}),
	difficulty: z.number().meta({description: 'The hashes that one of its shares takes on average'}),
	hashrate: z.number().meta({description: 'Hashes per second that its shares speak of'}),
	accepted: countSchema,
	rejected: countSchema.meta({description: 'Without those that came too late'}),
	stale: countSchema,
	best: z.number().meta({description: 'The hashes that its best share is worth'}),
	blocks: countSchema,
	since: timestampSchema,
	last_seen: timestampSchema,
}).meta({id: 'PoolWorker'});

export type PoolWorker = z.infer<typeof poolWorkerSchema>;

export const poolStatsSchema = z.object({
	network: z.string(),
	genesis: hashSchema,
	height: countSchema.meta({description: 'Of the tip that the pool has seen'}),
	difficulty: z.number().meta({description: 'Of the next block'}),
	address: addressSchema.meta({description: 'What the pool\'s blocks pay'}),
	scheme: schemeNameSchema,
	fee: z.string().meta({description: 'The pool\'s fee in percent'}),
	threshold: amountSchema.meta({description: 'Who is owed so much is paid'}),
	workers: countSchema.meta({description: 'Connected now'}),
	miners: countSchema.meta({description: 'Addresses that were ever credited something'}),
	hashrate: z.number().meta({description: 'Hashes per second that the shares speak of'}),
	round: z.object({
		work: workSchema,
		miners: countSchema,
		effort: z.number().meta({description: 'work / difficulty: 1 when a block is due'}),
	}),
	blocks: z.object({
		candidate: countSchema, refused: countSchema, immature: countSchema, credited: countSchema, stale: countSchema,
	}),
	owed: differenceSchema.meta({description: 'The balances of all miners'}),
	pending: amountSchema.meta({description: 'In payouts that are not confirmed'}),
	paid: amountSchema,
	payouts: countSchema,
	trouble: z.object({code: z.string(), message: z.string()}).nullable().meta({description: 'What keeps the pool from its work'}),
	version: z.string(),
	uptime: countSchema.meta({description: 'Seconds'}),
}).meta({id: 'PoolStats'});

export type PoolStats = z.infer<typeof poolStatsSchema>;

export const poolBlockSchema = z.object({
	hash: hashSchema,
	height: countSchema,
	time: timestampSchema,
	state: z.enum(blockStates),
	code: z.string().nullable().meta({description: 'Why the node refused it'}),
	reward: amountSchema,
	fee: amountSchema.meta({description: 'The pool\'s part of the reward'}),
	finder: addressSchema,
	worker: z.string(),
	scheme: schemeNameSchema,
	difficulty: z.number(),
	work: workSchema.meta({description: 'Hashes that the round took'}),
	effort: z.number().meta({description: 'work / difficulty'}),
	credits: z.array(z.object({address: addressSchema, work: workSchema, amount: amountSchema})).meta({description: 'Who gets what; the parts are the reward'}),
}).meta({id: 'PoolBlock'});

export type PoolBlock = z.infer<typeof poolBlockSchema>;

export const payoutSchema = z.object({
	number: countSchema,
	state: z.enum(payoutStates),
	time: timestampSchema.meta({description: 'When it was planned'}),
	transaction: hashSchema.nullable(),
	nonce: countSchema.nullable(),
	fee: amountSchema.nullable().meta({description: 'What the network takes, off the amounts'}),
	height: countSchema.nullable().meta({description: 'Of the block that it is in'}),
	amount: amountSchema.meta({description: 'The amounts summed'}),
	outputs: z.array(z.object({
		address: addressSchema,
		amount: amountSchema.meta({description: 'What is taken off the balance'}),
		received: amountSchema.nullable().meta({description: 'What arrives: the amount less its part of the network\'s fee'}),
	})),
}).meta({id: 'Payout'});

export type Payout = z.infer<typeof payoutSchema>;

export const poolMinerSchema = z.object({
	address: addressSchema,
	balance: differenceSchema.meta({description: 'Owed; below 0 when what was paid for turned out to be beside the best chain'}),
	immature: amountSchema.meta({description: 'Parts of rewards that are still to come'}),
	pending: amountSchema.meta({description: 'In payouts that are not confirmed'}),
	paid: amountSchema.meta({description: 'What arrived'}),
	fees: amountSchema.meta({description: 'What the network took of payouts'}),
	round: z.object({work: workSchema, part: z.number().meta({description: 'Of the work of the round, from 0 to 1'})}),
	hashrate: z.number(),
	workers: z.array(poolWorkerSchema),
	payouts: z.array(payoutSchema.omit({outputs: true}).extend({received: amountSchema.nullable()})).meta({description: 'The last ten, newest first; amounts are the miner\'s own'}),
}).meta({id: 'PoolMiner'});

export type PoolMiner = z.infer<typeof poolMinerSchema>;
