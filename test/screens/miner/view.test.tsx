import process from 'node:process';
import test from 'ava';
import {type MinerFocus, minerLayout} from '../../../source/screens/miner/layout.js';
import {MinerView} from '../../../source/screens/miner/view.js';
import type {MinerView as MinerSnapshot} from '../../../source/store/miner-store.js';
import {themes} from '../../../source/theme.js';
import {goldenFrames} from '../../harness/golden-frames.js';
import {NOW} from '../node/fixture.js';
import {running, stopped} from './fixture.js';

process.env['TZ'] = 'UTC';

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

const share = {...running.miner!.work!, target: 1n, difficulty: 20_480, single: false};
const onPool: MinerSnapshot = {...running, target: {kind: 'pool', isOwn: false, pool: {host: '192.168.1.20', port: 6000}}, link: 'connected', miner: {...running.miner!, source: 'pool', accepted: 1302, shares: 1302, blocks: 2, work: share}};

test('a miner on a pool has its difficulty, and the time to a share and to a block', t => {
	goldenFrames(t, 'pool', size => <MinerView {...common} state={onPool} layout={layoutOf(size)}/>);
});

test('a pool that is away is said to be, and so is the own one that does not run', t => {
	const trouble = 'the pool: nothing listens there';
	goldenFrames(t, 'pool-away', size => <MinerView {...common} state={{...onPool, link: 'away', trouble, miner: {...onPool.miner!, work: undefined}}} layout={layoutOf(size)}/>);
	goldenFrames(t, 'pool-off', size => <MinerView {...common} state={{...stopped, target: {kind: 'pool', isOwn: true, pool: undefined}}} layout={layoutOf(size)}/>);
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
