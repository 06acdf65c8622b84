import {parseAmount} from '../protocol/amount.js';
import type {PoolStats} from '../api/pool.js';
import type {Figures} from './metrics.js';

const coins = (text: string): number => Number(parseAmount(text.replace(/^-/v, ''))) / (text.startsWith('-') ? -1e8 : 1e8);

/** What of a pool's stats is told, and as what. */
export const poolFigures: Figures<PoolStats> = [
	['pool_workers', 'Workers that are connected', stats => stats.workers],
	['pool_miners', 'Addresses that were ever credited something', stats => stats.miners],
	['pool_hashrate', 'Hashes per second of the pool, estimated', stats => stats.hashrate],
	['pool_difficulty', 'Hashes that the next block takes on average', stats => stats.difficulty],
	['pool_height', 'Height of the tip that the pool has seen', stats => stats.height],
	['pool_round_effort', 'Work of the open round, in parts of what a block takes on average', stats => stats.round.effort],
	['pool_blocks_candidate', 'Blocks of which the node has not said anything yet', stats => stats.blocks.candidate],
	['pool_blocks_refused', 'Blocks that the node refused', stats => stats.blocks.refused],
	['pool_blocks_immature', 'Blocks whose reward is still to come', stats => stats.blocks.immature],
	['pool_blocks_credited', 'Blocks whose reward has come', stats => stats.blocks.credited],
	['pool_blocks_stale', 'Blocks that are not on the best chain', stats => stats.blocks.stale],
	['pool_owed_coins', 'The balances of all miners', stats => coins(stats.owed)],
	['pool_pending_coins', 'Coins in payouts that are not confirmed', stats => coins(stats.pending)],
	['pool_paid_coins', 'Coins that arrived', stats => coins(stats.paid)],
	['pool_payouts', 'Payouts that were ever planned', stats => stats.payouts],
	['pool_trouble', '1 while something keeps the pool from its work', stats => Number(stats.trouble !== null)],
	['pool_uptime_seconds', 'Time since the pool started', stats => stats.uptime],
];
