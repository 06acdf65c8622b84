import {Box, Text} from 'ink';
import {Panel} from '../panel.js';
import {Paragraph} from '../paragraph.js';
import type {PreparedTransfer} from '../../store/send-flow.js';
import {fit, printable} from '../../terminal/cells.js';
import type {Theme} from '../../theme.js';
import {type DetailLine, withName, wrapFields} from '../wrap-fields.js';
import type {Names} from '../names.js';

type Properties = {
	readonly prepared: PreparedTransfer;
	readonly names: Names;
	readonly symbol: string;
	/** Why it has not been sent. */
	readonly error: string | undefined;
	/** What is waited for. */
	readonly waitsFor: string | undefined;
	readonly columns: number;
	readonly rows: number;
	readonly theme: Theme;
};

const LABEL = 8;

/** What is about to be sent, for a person to look at. */
export function ReviewView({prepared, names, symbol, error, waitsFor, columns, rows, theme}: Properties) {
	const lines = reviewLines(prepared, names, symbol, columns - 5 - LABEL);
	return (
		<Panel title='Send this?' width={columns} height={rows} color={theme.warning}>
			{lines.map(({label, value}, index) => (
				<Box key={`${index}`} flexShrink={0}><Text wrap='truncate'><Text dimColor>{fit(label, LABEL)} </Text>{value}</Text></Box>
			))}
			<Box flexShrink={0} marginTop={1} flexDirection='column'>
				{error === undefined ? undefined : <Paragraph text={`✗ ${error}`} width={columns - 4} color={theme.bad}/>}
				{waitsFor === undefined
					? <Text wrap='truncate'>Press <Text bold color={theme.warning}>Y</Text> to send it, <Text bold>Esc</Text> to change something.</Text>
					: <Text dimColor wrap='truncate'>{waitsFor}</Text>}
			</Box>
		</Panel>
	);
}

export function reviewLines({from, outputs, fee, total, balanceAfter, memo, memoHex}: PreparedTransfer, names: Names, symbol: string, width: number): readonly DetailLine[] {
	const fields: ReadonlyArray<readonly [string, string]> = [
		...outputs.flatMap(({recipient, amount}) => [['Send', `${amount} ${symbol}`] as const, ...withName('To', recipient, names)]),
		['From', from],
		['Fee', `${fee} ${symbol}`],
		['Together', `${total} ${symbol}`],
		['Left', `${balanceAfter} ${symbol} is the balance after it`],
		...(memoHex === '' ? [] : [['Memo', printable(memo ?? `0x${memoHex}`)] as const]),
	];
	return wrapFields(fields, width);
}
