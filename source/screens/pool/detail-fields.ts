import type {Payout, PoolBlock, PoolMiner, PoolWorker} from '../../api/pool.js';
import type {Field} from '../../components/fields.js';
import {
	formatAgo, formatCount, formatHashrate, formatMagnitude, formatTime, UNKNOWN,
} from '../../terminal/format.js';
import type {Theme} from '../../theme.js';
import {fullName, type Names, shortName} from '../../components/names.js';
import {
	blockColor, confirmationsOf, payoutColor, workerState,
} from './columns.js';
import {percent} from './figures.js';

/** What is shown in full. */
export type Detail = {
	readonly title: string;
	readonly fields: readonly Field[];
	/** What names it, for the clipboard. */
	readonly copied: string | undefined;
};

export type DetailOptions = {
	readonly names: Names;
	readonly symbol: string;
	/** Of the chain; `undefined` while it is not known. */
	readonly tip: number | undefined;
	/** Seconds since 1970. */
	readonly now: number;
	readonly theme: Theme;
};

/** Fields whose values take as many lines as they need. @param room - Cells of a value. */
export const foldedFields = (fields: readonly Field[], room: number): readonly Field[] => fields.flatMap(field => {
	const {label, value, note} = field;
	return note === undefined && value.length > room
		? Array.from({length: Math.ceil(value.length / room)}, (_, line) => ({...field, label: line === 0 ? label : '', value: value.slice(line * room, (line + 1) * room)}))
		: [field];
});

const moment = (label: string, time: number, now: number): Field => ({label, value: `${formatTime(time)} UTC`, note: formatAgo(time, now)});

const whose = (label: string, address: string, names: Names): readonly Field[] => fullName(address, names).map((value, line) => ({label: line === 0 ? label : '', value}));

export function workerDetail(worker: PoolWorker, {names, now}: DetailOptions): Detail {
	return {
		title: worker.worker === '' ? 'Worker' : `Worker ${worker.worker}`,
		copied: worker.address,
		fields: [
			...whose('Address', worker.address, names),
			{label: 'Program', value: worker.agent === '' ? 'does not say' : worker.agent},
			{label: 'State', value: workerState(worker), note: `${formatCount(worker.connections)} connection${worker.connections === 1 ? '' : 's'}`},
			{label: 'Hashrate', value: formatHashrate(worker.hashrate > 0 ? worker.hashrate : null)},
			{label: 'Difficulty', value: formatMagnitude(worker.difficulty), note: 'hashes a share'},
			{label: 'Accepted', value: formatCount(worker.accepted)},
			{label: 'Rejected', value: formatCount(worker.rejected)},
			{label: 'Stale', value: formatCount(worker.stale)},
			{label: 'Best share', value: worker.best > 0 ? formatMagnitude(worker.best) : UNKNOWN},
			{label: 'Blocks', value: formatCount(worker.blocks)},
			moment('Since', worker.since, now),
			moment('Last seen', worker.last_seen, now),
		],
	};
}

export function blockDetail(block: PoolBlock, {names, symbol, tip, now, theme}: DetailOptions): Detail {
	const {height, hash, state, code, reward, fee, finder, worker, scheme, difficulty, work, effort, time, credits} = block;
	const confirmations = confirmationsOf(block, tip);
	return {
		title: `Block #${formatCount(height)}`,
		copied: hash,
		fields: [
			{label: 'Hash', value: hash},
			{label: 'State', value: code === null ? state : `${state}: ${code}`, note: confirmations === undefined ? undefined : `confirmed ${formatCount(confirmations)} times`, color: blockColor(state, theme)},
			moment('Found', time, now),
			...whose('Finder', finder, names),
			...(worker === '' ? [] : [{label: 'Worker', value: worker}]),
			{label: 'Reward', value: `${reward} ${symbol}`, note: `the pool's fee is ${fee}`},
			{label: 'Round', value: `${formatMagnitude(Number(work))} hashes`, note: `effort ${percent(effort) ?? UNKNOWN} of ${formatMagnitude(difficulty)}`},
			{label: 'Split', value: scheme, note: `among ${formatCount(credits.length)}`},
			...credits.map(({address, amount, work: part}) => ({label: '', value: `${amount} ${symbol}`, note: `${shortName(address, names)}, ${formatMagnitude(Number(part))} hashes`})),
		],
	};
}

export function payoutDetail({number, state, transaction, time, fee, height, amount, nonce, outputs}: Payout, {names, symbol, now, theme}: DetailOptions): Detail {
	return {
		title: `Payout ${formatCount(number)}`,
		copied: transaction ?? undefined,
		fields: [
			{label: 'State', value: state, note: height === null ? undefined : `in block #${formatCount(height)}`, color: payoutColor(state, theme)},
			{label: 'Transaction', value: transaction ?? 'not signed yet'},
			{label: 'Nonce', value: formatCount(nonce)},
			moment('Planned', time, now),
			{label: 'Amount', value: `${amount} ${symbol}`, note: fee === null ? undefined : `the network takes ${fee}`},
			...outputs.map(({address, amount: part, received}, index) => ({label: index === 0 ? 'To' : '', value: `${part} ${symbol}`, note: `${shortName(address, names)}${received === null ? '' : `, gets ${received}`}`})),
		],
	};
}

export function minerDetail({address, balance, immature, pending, paid, fees, round, hashrate, workers, payouts}: PoolMiner, {names, symbol, theme}: DetailOptions): Detail {
	return {
		title: 'Miner',
		copied: address,
		fields: [
			...whose('Address', address, names),
			{label: 'Owed', value: `${balance} ${symbol}`, note: balance.startsWith('-') ? 'paid for what is off the best chain' : undefined, color: balance.startsWith('-') ? theme.warning : undefined},
			{label: 'Coming', value: `${immature} ${symbol}`, note: 'once its blocks are mature'},
			{label: 'On its way', value: `${pending} ${symbol}`},
			{label: 'Paid', value: `${paid} ${symbol}`, note: `the network took ${fees}`},
			{label: 'Round', value: percent(round.part) ?? UNKNOWN, note: `${formatMagnitude(Number(round.work))} hashes`},
			{label: 'Hashrate', value: formatHashrate(hashrate > 0 ? hashrate : null), note: `${formatCount(workers.length)} worker${workers.length === 1 ? '' : 's'}`},
			...payouts.map(({number, state, amount, received}, index) => ({label: index === 0 ? 'Payouts' : '', value: `${received ?? amount} ${symbol}`, note: `${state}, number ${formatCount(number)}`})),
		],
	};
}
