import {ApiError} from '../../source/api/api-error.js';
import type {LogLine} from '../../source/store/log-line.js';
import {noSettings} from '../../source/store/program-state.js';
import {poseProgram, type Pose} from '../harness/posed-program.js';
import {contents, trailTo} from './explorer/examples.js';
import * as miner from './miner/fixture.js';
import * as node from './node/fixture.js';
import * as pool from './pool/fixture.js';
import * as wallet from './wallet/examples.js';

/*
Every screen as people meet it: on the first day, in the thick of it, and when something is wrong.
*/

/** The examples are of two days: those of the earlier one, moved to the later. */
const shift = wallet.now - node.NOW;

function later<Value>(value: Value): Value {
	if (typeof value === 'number') {
		return (value > node.NOW - 100_000 && value < node.NOW + 100_000 ? value + shift : value) as Value;
	}

	if (value instanceof Map || value instanceof Uint8Array || typeof value !== 'object' || value === null) {
		return value;
	}

	return (Array.isArray(value) ? value.map(each => later<unknown>(each)) : Object.fromEntries(Object.entries(value).map(([key, each]) => [key, later(each)]))) as Value;
}

const ownWallet: NonNullable<Pose['wallet']> = {
	name: 'default', isEncrypted: true, addresses: [wallet.me, wallet.mySecond], watched: [], balance: wallet.balance, history: wallet.history, hasMore: true, trouble: undefined,
};
const running = {url: 'http://127.0.0.1:6000', stratum: '127.0.0.1:6000', lanStratum: ['192.168.100.200:6000'], address: pool.you, isOpenToLan: true};

/** The first minute: nothing is known yet. */
const fresh: Pose = {
	now: wallet.now, node: node.unknown, miner: miner.stopped, wallet: {...ownWallet, addresses: [wallet.me], balance: undefined, history: [], hasMore: false},
};

const busy: Pose = {
	now: wallet.now,
	node: later(node.running),
	miner: later(miner.running),
	wallet: ownWallet,
	pool: {phase: 'running', running},
	poolNews: later(pool.running),
	program: {contacts: wallet.contacts, lanUrls: ['http://192.168.100.200:5000'], settings: {...noSettings, isLan: true}},
};

const longName = 'wörld-wide-web-of-the-longest-name-there-can-be';
const MANY = 999_999_999_999_999;
const most = '92233720368.54775807';

/** The largest figures and the longest names that there can be. */
const huge: Pose = {
	...busy,
	node: {
		...busy.node, status: {
			...busy.node.status!, height: MANY, headers: MANY, difficulty: 1.5e57, hashrate: 9.9e24, chainwork: '9'.repeat(60), peers: 12_345, mempool: {count: 1_234_567, bytes: 4e12}, uptime: 4e9,
		}, reorgs: {count: 123_456, last: {depth: 98_765, time: wallet.now - 5}}, peers: busy.node.peers.map(peer => ({...peer, address: `${'very-long-name-of-a-host.'.repeat(3)}example.org:65535`, sent: 9e15, received: 9e15, height: peer.height === null ? null : MANY})),
		log: Array.from({length: 500}, (_, index): LogLine => ({time: wallet.now - index, kind: 'bad', text: `${'文字 '.repeat(80)} ${index}`})),
	},
	miner: {
		...busy.miner, processes: 64, earned: most, miner: {
			...busy.miner.miner!, accepted: MANY, rejected: MANY, stale: MANY, shares: MANY, blocks: MANY, bestDifficulty: 1e57, hashes: 9e15, hashesPerSecond: {tenSeconds: 9e24, minute: 9e24, quarterHour: 9e24, max: 9e24},
			processes: Array.from({length: 64}, (_, index) => ({...busy.miner.miner!.processes[0]!, pid: 4_194_304 + index, restarts: 12_345, hashes: 9e15, hashesPerSecond: {tenSeconds: 9e24, minute: 9e24, quarterHour: 9e24, max: 9e24}})),
		}, rates: busy.miner.rates.map(rate => rate === null ? null : rate * 1e19),
	},
	wallet: {
		...ownWallet, name: longName, watched: [{address: wallet.alice, label: longName, balance: most}],
		balance: {...wallet.balance, balance: most, spendable: most, immature: most, pending_in: most, pending_out: most},
		history: wallet.history.map(entry => ({...entry, amount: most, balance: most, transaction: {...entry.transaction, memo: '長いメモ '.repeat(30)}})),
	},
	poolNews: {
		...busy.poolNews!, stats: {...busy.poolNews!.stats!, workers: MANY, miners: MANY, hashrate: 9.9e24, difficulty: 1e57, owed: most, pending: most, paid: most, round: {work: '9'.repeat(60), miners: MANY, effort: 12_345.678}, blocks: {candidate: MANY, refused: MANY, immature: MANY, credited: MANY, stale: MANY}},
		workers: busy.poolNews!.workers.map((worker, index) => ({...worker, worker: `${longName}${index}`, agent: longName, hashrate: 9e24, difficulty: 1e57, accepted: MANY, rejected: MANY, stale: MANY, best: 1e57, blocks: MANY})),
	},
	program: {...busy.program, contacts: [{name: longName, address: wallet.alice}, {name: '文字'.repeat(16), address: wallet.stranger}], dataFolder: `/home/${'a very long folder/'.repeat(12)}chain-tui`},
};

const trouble = 'no node answers at http://192.168.100.200:5000: nothing listens there, and nothing has for longer than anybody can remember';

const broken: Pose = {
	...busy,
	node: {...busy.node, trouble},
	miner: {...busy.miner, isRunning: false, trouble},
	wallet: {...ownWallet, trouble},
	pool: {phase: 'off', trouble},
	explorer: {trail: trailTo(contents.blocks, {content: undefined, trouble})},
};

const at = (content: keyof typeof contents): Pose => ({...busy, explorer: {trail: trailTo(contents[content])}});

/** A moment: what the program knows, and the keys that were pressed. */
export type Moment = {readonly pose: Pose; readonly keys: readonly string[]};

export const tabs = {node: '1', pool: '2', miner: '3', wallet: '4', explorer: '5', settings: '6'} as const;

/** Keys on a screen that open something in front of it, or another page. */
const openings: Readonly<Record<keyof typeof tabs, Readonly<Record<string, readonly string[]>>>> = {
	node: {peer: ['a'], log: ['right', 'right']},
	pool: {details: ['enter'], stop: ['space'], blocks: ['right'], miners: ['right', 'right'], payouts: ['right', 'right', 'right']},
	miner: {events: ['right'], target: ['m'], 'long-chart': ['t', 't']},
	wallet: {
		send: ['S'], filter: ['/', 'z'], details: ['enter'], code: ['Q'], contacts: ['c'], 'contact-new': ['c', 'a'], addresses: ['a'], wallets: ['w'],
	},
	explorer: {search: ['/', 'a']},
	settings: {networks: ['down', 'enter'], port: ['down', 'down', 'down', 'enter']},
};

export const moments: Readonly<Record<string, Moment>> = Object.fromEntries([
	...Object.entries(tabs).flatMap(([screen, key]): Array<[string, Moment]> => [
		...Object.entries({fresh, busy, huge, broken}).map(([name, pose]): [string, Moment] => [`${screen}-${name}`, {pose: screen === 'explorer' && name !== 'broken' && name !== 'fresh' ? {...at('blocks'), node: pose.node} : pose, keys: [key]}]),
		...Object.entries(openings[screen as keyof typeof tabs]).map(([name, keys]): [string, Moment] => [`${screen}-${name}`, {pose: screen === 'explorer' ? at('blocks') : busy, keys: [key, ...keys]}]),
		[`${screen}-help`, {pose: busy, keys: [key, '?']}],
		[`${screen}-palette`, {pose: busy, keys: [key, ':']}],
	]),
	...(['mempool', 'forks', 'richest', 'block', 'transaction', 'address'] as const).map((content): [string, Moment] => [`explorer-${content}`, {pose: at(content), keys: ['5']}]),
	['wallet-none', {pose: {...fresh, wallet: undefined}, keys: ['4']}],
	['pool-off', {pose: fresh, keys: ['2']}],
	['quit', {pose: busy, keys: ['q']}],
	['first-run', {pose: {...fresh, program: {phase: 'first-run', network: undefined, node: undefined}}, keys: []}],
	['first-run-name', {pose: {...fresh, program: {phase: 'first-run', node: undefined}}, keys: ['enter']}],
	['first-run-help', {pose: {...fresh, program: {phase: 'first-run', node: undefined}}, keys: ['?']}],
	['opening', {pose: {...fresh, program: {phase: 'opening', step: 'Starting the node'}}, keys: []}],
	['failed', {pose: {...fresh, program: {phase: 'failed', error: new ApiError('folder_in_use', `another program uses /home/${'a very long folder/'.repeat(12)}`)}}, keys: []}],
]);

export const poseOf = ({pose}: Moment) => poseProgram(pose);
