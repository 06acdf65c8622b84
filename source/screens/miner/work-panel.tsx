import {Box} from 'ink';
import {type Field, Fields} from '../../components/fields.js';
import {Panel} from '../../components/panel.js';
import type {MinerView as MinerSnapshot} from '../../store/miner-store.js';
import {cut, shorten} from '../../terminal/cells.js';
import {
	formatCount, formatDuration, formatMagnitude, UNKNOWN,
} from '../../terminal/format.js';
import type {Theme} from '../../theme.js';
import {expectedSeconds} from './expected-time.js';

type Properties = {
	readonly state: MinerSnapshot;
	/** Of the node that gives the work. */
	readonly url: string | undefined;
	/** Hashes that the next block takes on average. */
	readonly difficulty: number | undefined;
	/** Seconds that the miner waits before each block, on average, where the difficulty never changes. */
	readonly pace: number | undefined;
	readonly width: number;
	readonly height: number;
	readonly theme: Theme;
};

/** What is mined, for whom, and what has come of it. */
export function WorkPanel({state: {miner, isRunning, address, trouble}, url, difficulty, pace, width, height, theme}: Properties) {
	const inside = Math.max(0, width - 4);
	const left = Math.ceil(inside / 2);
	const right = inside - left;
	const rate = miner?.hashesPerSecond.minute ?? miner?.hashesPerSecond.tenSeconds ?? null;
	const room = Math.max(0, height - 2);
	const jobField = (): Field => {
		if (trouble !== undefined) {
			return {label: 'Job', value: trouble, color: theme.bad};
		}

		return {label: 'Job', value: jobOf({isRunning, height: miner?.work?.height, pace})};
	};

	const expected = pace === undefined ? formatDuration(expectedSeconds(miner?.work?.difficulty ?? difficulty, rate)) : formatDuration(pace);
	const mining: readonly Field[] = [
		{label: 'Target', value: `solo ${url?.replace(/^https?:\/\//v, '') ?? ''}`},
		jobField(),
		{label: 'Block in', value: expected === UNKNOWN ? UNKNOWN : `${expected} on average`, note: `difficulty ${formatMagnitude(difficulty)}`},
		{label: 'Kernel', value: miner?.kernel ?? UNKNOWN},
	];
	const results: readonly Field[] = [
		{label: 'Blocks', value: formatCount(miner?.blocks ?? 0), note: 'found', color: (miner?.blocks ?? 0) > 0 ? theme.good : undefined},
		{label: 'Answers', value: answersOf(miner, right - 8), color: (miner?.rejected ?? 0) > 0 ? theme.bad : undefined},
		{label: 'Best', value: miner && miner.bestDifficulty > 0 ? formatMagnitude(miner.bestDifficulty) : UNKNOWN, note: 'best share'},
		{label: 'Paid to', value: address === undefined ? UNKNOWN : shorten(cut(address, 200), 10, 6), note: '(you)'},
	];
	return (
		<Panel title='Work' width={width} height={height}>
			<Box>
				<Box width={left}><Fields fields={mining.slice(0, room)} width={left - 1} labelWidth={8}/></Box>
				<Box width={right}><Fields fields={(room < 4 ? results.filter(({label}) => label !== 'Best') : results).slice(0, room)} width={right} labelWidth={8}/></Box>
			</Box>
		</Panel>
	);
}

function jobOf({isRunning, height, pace}: {readonly isRunning: boolean; readonly height: number | undefined; readonly pace: number | undefined}): string {
	if (height !== undefined) {
		return `block #${formatCount(height)}`;
	}

	if (!isRunning) {
		return 'none';
	}

	return pace === undefined ? 'waits for one' : 'waits for its time';
}

function answersOf(miner: MinerSnapshot['miner'], room: number): string {
	const {accepted = 0, rejected = 0, stale = 0} = miner ?? {};
	const whole = `${formatCount(accepted)} accepted, ${formatCount(rejected)} refused, ${formatCount(stale)} stale`;
	return whole.length <= room ? whole : `${formatCount(accepted)} ok ${formatCount(rejected)} bad ${formatCount(stale)} stale`;
}
