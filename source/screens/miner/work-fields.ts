import type {Field} from '../../components/fields.js';
import type {MinerView as MinerSnapshot} from '../../store/miner-store.js';
import {shorten} from '../../terminal/cells.js';
import {
	formatCount, formatDuration, formatMagnitude, UNKNOWN,
} from '../../terminal/format.js';
import type {Theme} from '../../theme.js';
import {expectedSeconds} from './expected-time.js';

export type WorkOptions = {
	/** Of the node that gives the work. */
	readonly url: string | undefined;
	/** Hashes that the next block takes on average. */
	readonly difficulty: number | undefined;
	/** Seconds that the miner waits before each block, on average, where the difficulty never changes. */
	readonly pace: number | undefined;
	/** Of the coin. */
	readonly symbol: string;
	/** Cells. */
	readonly width: number;
	readonly theme: Theme;
};

/** What is mined. */
export function miningFields(state: MinerSnapshot, {url, difficulty, pace, theme}: WorkOptions): readonly Field[] {
	const {miner, trouble} = state;
	return [
		{label: 'Target', value: `solo ${url?.replace(/^https?:\/\//v, '') ?? ''}`},
		trouble === undefined ? {label: 'Job', value: jobOf(state, pace)} : {label: 'Job', value: trouble, color: theme.bad},
		{label: 'Block in', value: expectedOf(state, difficulty, pace), note: `difficulty ${formatMagnitude(difficulty)}`},
		{label: 'Kernel', value: miner?.kernel ?? UNKNOWN},
	];
}

/** What has come of it, and who has it. */
export function resultFields({miner, address, earned}: MinerSnapshot, {symbol, width, theme}: WorkOptions): readonly Field[] {
	const {accepted = 0, rejected = 0, stale = 0, blocks = 0, bestDifficulty = 0} = miner ?? {};
	const [good, bad, late] = [accepted, rejected, stale].map(count => formatCount(count));
	const answers = `${good} accepted, ${bad} refused, ${late} stale`;
	const short = [`${good} ok`, ...(rejected > 0 ? [`${bad} bad`] : []), ...(stale > 0 ? [`${late} stale`] : [])].join(', ');
	return [
		{label: 'Earned', value: earned === undefined ? UNKNOWN : `${earned} ${symbol}`, note: `${formatCount(blocks)} block${blocks === 1 ? '' : 's'}`, color: earned !== undefined && earned !== '0' ? theme.good : undefined},
		{label: 'Answers', value: answers.length <= width ? answers : short, color: rejected > 0 ? theme.bad : undefined},
		{label: 'Paid to', value: address === undefined ? UNKNOWN : shorten(address, 10, 6), note: address && '(you)'},
		{label: 'Best', value: bestDifficulty > 0 ? formatMagnitude(bestDifficulty) : UNKNOWN, note: 'share'},
	];
}

function jobOf({miner, isRunning}: MinerSnapshot, pace: number | undefined): string {
	const height = miner?.work?.height;
	if (height !== undefined) {
		return `block #${formatCount(height)}`;
	}

	if (!isRunning) {
		return 'none';
	}

	return pace === undefined ? 'waits for one' : 'waits for its time';
}

function expectedOf({miner}: MinerSnapshot, difficulty: number | undefined, pace: number | undefined): string {
	const rate = miner?.hashesPerSecond.minute ?? miner?.hashesPerSecond.tenSeconds ?? null;
	const seconds = pace ?? expectedSeconds(miner?.work?.difficulty ?? difficulty, rate);
	return seconds === undefined ? UNKNOWN : `${formatDuration(seconds)} on average`;
}
