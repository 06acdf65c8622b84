import process from 'node:process';
import test from 'ava';
import type {Address, Hash} from '../../../source/protocol/brands.js';
import {type MinerFocus, minerLayout} from '../../../source/screens/miner/layout.js';
import {MinerView} from '../../../source/screens/miner/view.js';
import type {MinerView as MinerSnapshot} from '../../../source/store/miner-store.js';
import {themes} from '../../../source/theme.js';
import {goldenFrames} from '../../harness/golden-frames.js';
import {hashOf, miner as address, NOW} from '../node/fixture.js';

process.env['TZ'] = 'UTC';

const rates = Array.from({length: 200}, (_, second) => second >= 90 && second < 110 ? null : Math.round(170_000 + 40_000 * Math.sin(second / 17)));
const work = {
	id: '1', version: 1, previousHash: hashOf(1284), bits: 0x1e3f_ffff, time: NOW, maxTime: NOW + 100, target: 1n, coinbasePrefix: new Uint8Array(), extranonceSize: 8, coinbaseSuffix: new Uint8Array(), merkleBranch: [], height: 1285, difficulty: 5_120_000, single: true,
} as unknown as NonNullable<NonNullable<MinerSnapshot['miner']>['work']>;

const running: MinerSnapshot = {
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

const stopped: MinerSnapshot = {
	miner: undefined, isRunning: false, processes: 3, address: undefined, earned: undefined, startedAt: undefined, stoppedAt: undefined, rates: [], processRates: [], log: [], trouble: undefined,
};

const common = {
	url: 'http://127.0.0.1:5000',
	difficulty: 5_120_000,
	network: {symbol: 'CLB', blockTime: 30, retargetWindow: 20},
	span: 300,
	processes: {selected: 1, top: 0},
	events: {selected: 0, top: 0},
	focus: 'processes',
	isAscii: false,
	theme: themes.dark,
} as const;

const layoutOf = (size: {readonly columns: number; readonly rows: number}, focus: MinerFocus = 'processes') => minerLayout(size, 3, focus);

test('a miner at work', t => {
	goldenFrames(t, 'running', size => <MinerView {...common} state={running} layout={layoutOf(size)}/>);
});

test('a miner that never ran', t => {
	goldenFrames(t, 'never', size => <MinerView {...common} difficulty={undefined} state={stopped} layout={layoutOf(size)}/>);
});

test('a miner that has just started tells no rate', t => {
	const none = {tenSeconds: null, minute: null, quarterHour: null, max: null};
	const state: MinerSnapshot = {...running, earned: '0', rates: [], processRates: [], miner: {...running.miner!, kernel: undefined, processes: [], hashesPerSecond: none, blocks: 0, accepted: 0, stale: 0, bestDifficulty: 0, work: undefined}};
	goldenFrames(t, 'starting', size => <MinerView {...common} span={60} state={state} layout={layoutOf(size)}/>);
});

test('a miner where nothing retargets says that it waits', t => {
	goldenFrames(t, 'paced', size => <MinerView {...common} network={{symbol: 'CLB', blockTime: 10, retargetWindow: 0}} difficulty={2} state={{...running, miner: {...running.miner!, work: undefined}}} layout={layoutOf(size)}/>);
});

test('a miner that had to stop says why, and its events are in front, in characters that every terminal has', t => {
	const trouble = 'miner processes keep dying: SIGKILL';
	goldenFrames(t, 'failed', size => (
		<MinerView
			{...common} isAscii focus='events' span={900} layout={layoutOf(size, 'events')}
			state={{...running, isRunning: false, trouble, miner: {...running.miner!, processes: [], work: undefined}, log: [{time: NOW, kind: 'bad', text: trouble}, ...running.log]}}
		/>
	));
});
