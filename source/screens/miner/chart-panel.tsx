import {Box, Text} from 'ink';
import {Chart} from '../../components/chart.js';
import {Panel} from '../../components/panel.js';
import type {MinerView as MinerSnapshot} from '../../store/miner-store.js';
import {cut} from '../../terminal/cells.js';
import {formatDuration, formatHashrate} from '../../terminal/format.js';
import type {Theme} from '../../theme.js';
import type {ChartSpan} from './chart-span.js';

type Properties = {
	readonly state: MinerSnapshot;
	readonly span: ChartSpan;
	/** Seconds that the miner waits before each block, on average, where the difficulty never changes. */
	readonly pace: number | undefined;
	readonly width: number;
	readonly height: number;
	readonly isAscii: boolean;
	readonly theme: Theme;
};

const windows = [['10 s', 'tenSeconds'], ['60 s', 'minute'], ['15 min', 'quarterHour'], ['max', 'max']] as const;
const shortNames: Readonly<Record<string, string>> = {'10 s': '10s', '60 s': '60s', '15 min': '15m'};

/** How fast it goes. */
export function ChartPanel({state, span, pace, width, height, isAscii, theme}: Properties) {
	const {miner, isRunning, rates, trouble} = state;
	const inside = Math.max(0, width - 4);
	const isNarrow = inside < 70;
	return (
		<Panel title='Hashrate' note={trouble ?? (isRunning ? 'mining' : 'stopped')} width={width} height={height} {...(trouble !== undefined && {color: theme.bad})}>
			<Text wrap='truncate'>
				{windows.map(([name, key], index) => (
					<Text key={key}>
						<Text dimColor>{isNarrow ? `${index === 0 ? '' : ' '}${shortNames[name] ?? name} ` : `${index === 0 ? '' : '   '}${name} `}</Text>
						<Text bold color={theme.accent}>{formatHashrate(pace === undefined ? miner?.hashesPerSecond[key] : null)}</Text>
					</Text>
				))}
			</Text>
			{pace === undefined && rates.length > 0
				? <Chart
					series={rates} span={span} width={inside} height={Math.max(0, height - 3)} format={formatHashrate} from={`-${formatDuration(span)}`} to={isRunning ? 'now' : 'end'}
					isAscii={isAscii} color={theme.accent}
				/>
				: <Box flexDirection='column' height={Math.max(0, height - 3)} overflowY='hidden' justifyContent='center'>
					{adviceOf(state, pace, inside).map(line => <Text key={line} wrap='truncate' {...(trouble === undefined ? {} : {color: theme.bad})}>{cut(line, inside)}</Text>)}
				</Box>}
		</Panel>
	);
}

/** What is said where there is nothing to draw. */
function adviceOf({isRunning, trouble}: MinerSnapshot, pace: number | undefined, width: number): string[] {
	if (trouble !== undefined) {
		return [trouble];
	}

	if (!isRunning) {
		return ['Space starts the miner.'];
	}

	if (pace === undefined) {
		return ['The processes start.'];
	}

	const about = formatDuration(pace);
	return width < 70
		? ['The difficulty of this network is fixed: a block takes', `no work. The miner waits about ${about} before each,`, 'so there is no hashrate to speak of.']
		: ['The difficulty of this network is fixed, and a block takes no work.', `The miner waits about ${about} before each, so there is no hashrate to speak of.`];
}
