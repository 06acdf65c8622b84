import {Box, Text} from 'ink';
import {Fields} from '../../components/fields.js';
import {Panel} from '../../components/panel.js';
import {sparkline} from '../../components/sparkline.js';
import type {NodeState} from '../../store/node-store.js';
import {shorten} from '../../terminal/cells.js';
import {
	formatAgo, formatCount, formatDuration, formatHashrate, formatMagnitude, formatTrend, UNKNOWN,
} from '../../terminal/format.js';
import type {Theme} from '../../theme.js';
import type {BlockRow} from '../../components/block-rows.js';
import {blockTimes, difficultyTrend, meanBlockTime} from './chain-figures.js';
import {SyncLine} from './sync-line.js';

type Properties = {
	readonly state: NodeState;
	/** Newest first. */
	readonly rows: readonly BlockRow[];
	/** Seconds that a block is meant to take. */
	readonly blockTime: number;
	/** Whether the difficulty follows those who mine. */
	readonly hasRetarget: boolean;
	/** Seconds since 1970. */
	readonly now: number;
	readonly width: number;
	readonly height: number;
	readonly isAscii: boolean;
	readonly theme: Theme;
};

/** How long the chain is, and how fast it grows. */
export function ChainPanel({state: {status, blocks, sync}, rows, blockTime, hasRetarget, now, width, height, isAscii, theme}: Properties) {
	const tip = blocks[0];
	const inside = Math.max(0, width - 4);
	const trend = hasRetarget ? formatTrend(difficultyTrend(status?.difficulty, rows), isAscii) : 'fixed';
	return (
		<Panel title='Chain' width={width} height={height}>
			<Fields
				width={inside} labelWidth={10} fields={[
					{label: 'Height', value: formatCount(status?.height), note: sync ? `of ${formatCount(sync.headers)}` : tip && formatAgo(tip.time, now)},
					{label: 'Tip', value: status ? shorten(status.tip, inside < 30 ? 6 : 12, inside < 30 ? 4 : 6) : UNKNOWN},
					{label: 'Difficulty', value: formatMagnitude(status?.difficulty), note: trend},
					{label: 'Network', value: formatHashrate(status?.hashrate)},
					{label: 'Block time', value: formatDuration(meanBlockTime(rows)), note: `meant ${formatDuration(blockTime)}`},
				]}
			/>
			{sync ? <SyncLine sync={sync} width={inside} isAscii={isAscii} theme={theme}/> : <Box aria-hidden><Text color={theme.accent} wrap='truncate'>{sparkline(blockTimes(rows), inside, isAscii)}</Text></Box>}
		</Panel>
	);
}
