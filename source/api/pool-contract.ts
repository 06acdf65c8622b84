import * as z from 'zod';
import {
	payoutSchema, poolBlockSchema, poolMinerSchema, poolStatsSchema, poolWorkerSchema,
} from './pool.js';
import {poolEvents} from './pool-event.js';
import {
	type Contract, pageLimit, route, type RouteTable, selfRoutes,
} from './route.js';
import {addressSchema, countInQuery} from './values.js';

/*
The pool's HTTP contract as data, made of the same parts as the node's.
*/

const pageQuery = z.strictObject({before: countInQuery(0, 0xffff_ffff).optional(), limit: pageLimit});

export const poolRoutes = {
	stats: route({
		method: 'GET', path: '/stats', subject: 'Pool', summary: 'How the pool is', response: poolStatsSchema,
	}),
	workers: route({
		method: 'GET', path: '/workers', subject: 'Pool', summary: 'The workers that are connected, the fastest first', query: z.strictObject({limit: countInQuery(1, 1000).optional()}), response: z.array(poolWorkerSchema),
	}),
	...selfRoutes('Pool'),
	blocks: route({
		method: 'GET', path: '/blocks', subject: 'Money', summary: 'The blocks that the pool found, highest first', query: pageQuery, response: z.array(poolBlockSchema),
	}),
	payouts: route({
		method: 'GET', path: '/payouts', subject: 'Money', summary: 'What was paid out, newest first', query: pageQuery, response: z.array(payoutSchema),
	}),
	miner: route({
		method: 'GET', path: '/miners/:address', subject: 'Money', summary: 'What a miner is owed and was paid', params: z.strictObject({address: addressSchema}), response: poolMinerSchema,
	}),
} as const satisfies RouteTable;

export type PoolRoutes = typeof poolRoutes;

export const poolContract = {name: 'pool', routes: poolRoutes, events: poolEvents} as const satisfies Contract;
