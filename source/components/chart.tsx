import {Box, Text} from 'ink';
import {chartLines, type ChartOptions} from './chart-lines.js';

type Properties = ChartOptions & {
	readonly series: ReadonlyArray<number | null>;
	readonly color: string;
};

/** A series over time; see {@link chartLines}. A reader of screens is not read the drawing. */
export function Chart({series, color, ...options}: Properties) {
	const lines = chartLines(series, options);
	return (
		<Box aria-hidden flexDirection='column' width={options.width} height={options.height}>
			{lines.map(({axis, plot}, index) => {
				const isAxis = index === lines.length - 1;
				return (
					<Text key={`${index}`} wrap='truncate'>
						<Text dimColor>{axis}</Text><Text {...(isAxis ? {dimColor: true} : {color})}>{plot}</Text>
					</Text>
				);
			})}
		</Box>
	);
}
