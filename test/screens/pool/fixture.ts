import type {Payout, PoolBlock, PoolMiner, PoolStats, PoolWorker} from '../../../source/api/pool.js';
import type {Address} from '../../../source/protocol/brands.js';
import {type PoolState, workerId} from '../../../source/store/pool-store.js';
import {hashOf, miner as you, NOW} from '../node/fixture.js';

export {NOW, miner as you} from '../node/fixture.js';

export const alice = 'club1qzeeyh5nfvcy86d29k3ua03338nf37unxzalice' as Address;
export const stranger = 'club1q00mgv2ytp9u9fzeeycdclx3hdxtrr5nz6strang' as Address;

const worker = {
	address: you, worker: 'laptop', agent: 'chain-tui/0.1.0', connections: 1, difficulty: 65_536, hashrate: 171_400, accepted: 1284, rejected: 0, stale: 2, best: 8_770_000, blocks: 3, since: NOW - 4000, last_seen: NOW - 1,
} as const satisfies PoolWorker;

export const workers: readonly PoolWorker[] = [
	worker,
	{...worker, address: alice, worker: 'bitaxe', agent: 'bitaxe/BM1366/v2.4.0', difficulty: 1e12, hashrate: 512e9, accepted: 99_001, rejected: 12, stale: 140, best: 4.2e15, blocks: 12, last_seen: NOW - 3},
	{...worker, address: stranger, worker: '', agent: '', hashrate: 0, accepted: 0, stale: 0, best: 0, blocks: 0, since: NOW - 2, last_seen: NOW - 2},
	{...worker, address: alice, worker: 'garage', connections: 0, hashrate: 0, accepted: 40, rejected: 1, stale: 0, blocks: 0, last_seen: NOW - 400},
];

const block = {
	hash: hashOf(1280), height: 1280, time: NOW - 140, state: 'immature', code: null, reward: '50.0002', fee: '0.5', finder: you, worker: 'laptop', scheme: 'prop', difficulty: 5_000_000, work: '4100000', effort: 0.82,
	credits: [{address: you, work: '4000000', amount: '48.2933'}, {address: alice, work: '100000', amount: '1.2069'}],
} as const satisfies PoolBlock;

export const blocks: readonly PoolBlock[] = [
	block,
	{...block, height: 1279, hash: hashOf(1279), time: NOW - 300, state: 'refused', code: 'time_too_new', finder: stranger, worker: '', credits: []},
	{...block, height: 1100, hash: hashOf(1100), time: NOW - 7200, state: 'credited', effort: 2.31, finder: alice, worker: 'bitaxe', reward: '50'},
	{...block, height: 1001, hash: hashOf(1001), time: NOW - 90_000, state: 'stale', effort: 0.041},
];

const payout = {
	number: 2, state: 'sent', time: NOW - 60, transaction: hashOf(77), nonce: 1, fee: '0.0003', height: null, amount: '240.25', outputs: [{address: alice, amount: '200.25', received: '200.24975'}, {address: you, amount: '40', received: '39.99995'}],
} as const satisfies Payout;

export const payouts: readonly Payout[] = [
	{...payout, number: 3, state: 'planned', transaction: null, nonce: null, fee: null, amount: '101', outputs: [{address: you, amount: '101', received: null}]},
	payout,
	{...payout, number: 1, state: 'confirmed', height: 1200, time: NOW - 86_400, nonce: 0, amount: '1000'},
];

const miner = {
	address: alice, balance: '99.5', immature: '1.2069', pending: '200.25', paid: '1000', fees: '0.0012', round: {work: '100000', part: 0.0244}, hashrate: 512e9, workers: [workers[1]!], payouts: [{...payout, amount: '200.25', received: '200.24975'}],
} as const satisfies PoolMiner;

export const miners: readonly PoolMiner[] = [
	miner,
	{...miner, address: you, balance: '12.5', immature: '48.2933', pending: '141', paid: '0', fees: '0', round: {work: '4000000', part: 0.9756}, workers: [worker], payouts: []},
	{...miner, address: stranger, balance: '-0.25', immature: '0', pending: '0', paid: '100', round: {work: '0', part: 0}, workers: [], payouts: []},
];

export const stats: PoolStats = {
	network: 'club', genesis: hashOf(1), height: 1284, difficulty: 5_120_000, address: you, scheme: 'prop', fee: '1', threshold: '100', workers: 3, miners: 3, hashrate: 171_400,
	round: {work: '2150400', miners: 2, effort: 0.42}, blocks: {candidate: 0, refused: 1, immature: 1, credited: 1, stale: 1}, owed: '111.75', pending: '341.25', paid: '1100', payouts: 3, trouble: null, version: '0.1.0', uptime: 4000,
};

const rates = Array.from({length: 200}, (_, second) => second < 20 ? null : Math.round(170_000 + 30_000 * Math.sin(second / 17)));

export const running: PoolState = {
	stats, workers, blocks, payouts, miners, hasMoreMiners: false, rates,
	workerRates: new Map([[workerId(worker), rates.slice(-60)], [workerId(workers[1]!), [1, 2, null, 4, 3]]]),
	log: [
		{time: NOW - 60, kind: 'transaction', text: 'payout 2 of 240.25 to 2 miners sent'},
		{time: NOW - 140, kind: 'block', text: `block #1280 ${hashOf(1280)} immature`},
		{time: NOW - 400, kind: 'peer', text: `${alice}.garage left`},
	],
	trouble: undefined,
};

export const unknown: PoolState = {
	stats: undefined, workers: [], blocks: [], payouts: [], miners: [], hasMoreMiners: false, rates: [], workerRates: new Map(), log: [], trouble: undefined,
};
