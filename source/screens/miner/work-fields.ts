import type {Field} from '../../components/fields.js';
import {hashesOfTarget} from '../../protocol/difficulty.js';
import {targetOfBits} from '../../protocol/target.js';
import type {MinerView as MinerSnapshot} from '../../store/miner-store.js';
import {shorten} from '../../terminal/cells.js';
import {
	formatCount, formatDuration, formatMagnitude, UNKNOWN,
} from '../../terminal/format.js';
import type {Theme} from '../../theme.js';
import {expectedSeconds} from './expected-time.js';
import {targetField} from './target.js';

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
	const {miner, trouble, target, link} = state;
	const job = trouble === undefined || link === 'away' ? {label: 'Job', value: jobOf(state, pace)} : {label: 'Job', value: trouble, color: theme.bad};
	if (target.kind === 'pool') {
		const work = miner?.work;
		const ofBlock = work && hashesOfTarget(targetOfBits(work.bits));
		return [
			targetField(state, url, theme),
			job,
			{label: 'Share in', value: spanOf(expectedOf(state, work?.difficulty)), note: `diff ${formatMagnitude(work?.difficulty)}`},
			{label: 'Block in', value: spanOf(expectedOf(state, ofBlock)), note: `diff ${formatMagnitude(ofBlock)}`},
		];
	}

	return [
		targetField(state, url, theme),
		job,
		{label: 'Block in', value: averageOf(pace ?? expectedOf(state, miner?.work?.difficulty ?? difficulty)), note: `difficulty ${formatMagnitude(difficulty)}`},
		{label: 'Kernel', value: miner?.kernel ?? UNKNOWN},
	];
}

/** What has come of it, and who has it. */
export function resultFields(state: MinerSnapshot, {symbol, width, theme}: WorkOptions): readonly Field[] {
	const {miner, address} = state;
	const {accepted = 0, rejected = 0, stale = 0, bestDifficulty = 0} = miner ?? {};
	const [good, bad, late] = [accepted, rejected, stale].map(count => formatCount(count));
	const answers = `${good} accepted, ${bad} refused, ${late} stale`;
	const short = [`${good} ok`, ...(rejected > 0 ? [`${bad} bad`] : []), ...(stale > 0 ? [`${late} stale`] : [])].join(', ');
	return [
		gainOf(state, symbol, theme),
		{label: 'Answers', value: answers.length <= width ? answers : short, color: rejected > 0 ? theme.bad : undefined},
		{label: 'Paid to', value: address === undefined ? UNKNOWN : shorten(address, 10, 6), note: address && '(you)'},
		{label: 'Best', value: bestDifficulty > 0 ? formatMagnitude(bestDifficulty) : UNKNOWN, note: 'share'},
	];
}

/** What a pool pays is not known here: it comes to the wallet. */
function gainOf({miner, target, earned}: MinerSnapshot, symbol: string, theme: Theme): Field {
	const {shares = 0, blocks = 0} = miner ?? {};
	const note = `${formatCount(blocks)} block${blocks === 1 ? '' : 's'}`;
	return target.kind === 'pool'
		? {label: 'Found', value: `${formatCount(shares)} share${shares === 1 ? '' : 's'}`, note}
		: {label: 'Earned', value: earned === undefined ? UNKNOWN : `${earned} ${symbol}`, note, color: earned !== undefined && earned !== '0' ? theme.good : undefined};
}

function jobOf({miner, isRunning, target}: MinerSnapshot, pace: number | undefined): string {
	const height = miner?.work?.height;
	if (height !== undefined) {
		return `block #${formatCount(height)}`;
	}

	if (!isRunning) {
		return 'none';
	}

	if (target.kind === 'pool') {
		return 'waits for the pool';
	}

	return pace === undefined ? 'waits for one' : 'waits for its time';
}

/** Seconds that something of this difficulty takes; `undefined` while nobody can tell. */
function expectedOf({miner}: MinerSnapshot, difficulty: number | undefined): number | undefined {
	return expectedSeconds(difficulty, miner?.hashesPerSecond.minute ?? miner?.hashesPerSecond.tenSeconds ?? null);
}

const spanOf = (seconds: number | undefined): string => seconds === undefined ? UNKNOWN : formatDuration(seconds);
const averageOf = (seconds: number | undefined): string => seconds === undefined ? UNKNOWN : `${formatDuration(seconds)} on average`;
