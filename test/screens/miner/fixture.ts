import type {Address, Hash} from '../../../source/protocol/brands.js';
import type {MinerView as MinerSnapshot} from '../../../source/store/miner-store.js';
import {hashOf, miner as address, NOW} from '../node/fixture.js';

const rates = Array.from({length: 200}, (_, second) => second >= 90 && second < 110 ? null : Math.round(170_000 + 40_000 * Math.sin(second / 17)));
const work = {
	id: '1', version: 1, previousHash: hashOf(1284), bits: 0x1e3f_ffff, time: NOW, maxTime: NOW + 100, target: 1n, coinbasePrefix: new Uint8Array(), extranonceSize: 8, coinbaseSuffix: new Uint8Array(), merkleBranch: [], height: 1285, difficulty: 5_120_000, single: true,
} as unknown as NonNullable<NonNullable<MinerSnapshot['miner']>['work']>;

export const running: MinerSnapshot = {
	miner: {
		isRunning: true, source: 'solo', kernel: 'reference', accepted: 12, rejected: 0, stale: 1, shares: 0, blocks: 12, bestDifficulty: 8_770_000, hashes: 34_200_000,
		hashesPerSecond: {tenSeconds: 171_400, minute: 168_000, quarterHour: null, max: 213_000},
		processes: [
			{pid: 19_133, state: 'mining', hashesPerSecond: {tenSeconds: 86_000, minute: 84_000, quarterHour: null, max: 99_000}, hashes: 17_100_000, restarts: 0},
			{pid: 1_019_140, state: 'mining', hashesPerSecond: {tenSeconds: 85_400, minute: 84_000, quarterHour: null, max: 99_000}, hashes: 17_000_000, restarts: 2},
			{pid: undefined, state: 'starting', hashesPerSecond: {tenSeconds: null, minute: null, quarterHour: null, max: null}, hashes: 0, restarts: 0},
		],
		work,
	},
	isRunning: true,
	processes: 3,
	target: {kind: 'solo'},
	link: undefined,
	address,
	earned: '120.00042',
	startedAt: NOW * 1000,
	stoppedAt: undefined,
	rates,
	processRates: [rates.map(rate => rate === null ? null : rate / 2), [1, 2, null, 4, 5], []],
	log: [
		{time: NOW - 3, kind: 'good', text: `block #1284 ${hashOf(1284) satisfies Hash}`},
		{time: NOW - 44, kind: 'bad', text: 'process 19140 died (SIGKILL); another one takes its place'},
		{time: NOW - 90, kind: 'note', text: `mining for ${address satisfies Address}`},
	],
	trouble: undefined,
};

export const stopped: MinerSnapshot = {
	miner: undefined, isRunning: false, processes: 3, target: {kind: 'solo'}, link: undefined, address: undefined, earned: undefined, startedAt: undefined, stoppedAt: undefined, rates: [], processRates: [], log: [], trouble: undefined,
};
