import * as z from 'zod';
import {
	payoutSchema, poolBlockSchema, poolStatsSchema,
} from './pool.js';
import type {EventIn} from './route.js';
import {addressSchema, countSchema} from './values.js';

const workerEventSchema = z.object({
	address: addressSchema,
	worker: z.string(),
	connected: z.boolean(),
	agent: z.string(),
});

const shareEventSchema = z.object({
	address: addressSchema,
	worker: z.string(),
	height: countSchema,
	difficulty: z.number().meta({description: 'The hashes that it stands for'}),
	skipped: countSchema.meta({description: 'Shares since the event before that were counted and are not told one by one'}),
});

/** What a pool tells as it happens. */
export const poolEvents = {
	stats: {schema: poolStatsSchema, meaning: 'The pool, as PoolStats, at most once a second. Every stream begins with it.'},
	worker: {schema: workerEventSchema, meaning: 'A worker that came or left: address, worker, connected, agent.'},
	share: {schema: shareEventSchema, meaning: 'A share that counts: address, worker, height, difficulty. Ten a second at most are told; skipped says how many others there were.'},
	block: {schema: poolBlockSchema.omit({credits: true}), meaning: 'A block of the pool that was found, or whose state changed, as PoolBlock without credits.'},
	payout: {schema: payoutSchema, meaning: 'A payout whose state changed, as Payout.'},
	reset: {schema: z.object({}), meaning: 'What was missed cannot be told any more: look at everything anew.'},
} as const;

export type PoolEventType = keyof typeof poolEvents;

export type PoolEventOf<Type extends PoolEventType> = EventIn<typeof poolEvents, Type>;

export type PoolEvent = EventIn<typeof poolEvents>;
