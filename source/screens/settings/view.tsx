import {Box, Text} from 'ink';
import {Panel} from '../../components/panel.js';
import {fit, printable} from '../../terminal/cells.js';
import type {Theme} from '../../theme.js';
import {wrapWords} from '../../terminal/wrap.js';
import type {SettingRow} from './rows.js';

type Properties = {
	readonly entries: readonly SettingRow[];
	readonly selected: number;
	readonly top: number;
	readonly columns: number;
	readonly rows: number;
	readonly theme: Theme;
};

/** Rows for what a setting means. */
const HELP = 3;

/** Rows that are no settings: borders, and what the selected one means. */
export const SETTINGS_FRAME = 4 + HELP;

const GROUP = 9;
const LABEL = 12;

/** The screen Settings. */
export function SettingsView({entries, selected, top, columns, rows, theme}: Properties) {
	const width = columns - 4;
	const room = Math.max(1, rows - SETTINGS_FRAME);
	const help = wrapWords(entries[selected]?.help ?? '', width).slice(0, HELP);
	return (
		<Box flexDirection='column'>
			<Panel title='Settings' width={columns} height={room + 2} color={theme.accent}>
				{entries.slice(top, top + room).map((entry, index) => (
					<Line key={entry.id} entry={entry} isFirst={index === 0 || entries[top + index - 1]!.group !== entry.group} isSelected={top + index === selected} width={width} theme={theme}/>
				))}
			</Panel>
			<Panel title={entries[selected]?.label ?? ''} width={columns} height={HELP + 2}>
				{help.map(line => <Text key={line} wrap='truncate'>{line}</Text>)}
			</Panel>
		</Box>
	);
}

type LineProperties = {
	readonly entry: SettingRow;
	readonly isFirst: boolean;
	readonly isSelected: boolean;
	readonly width: number;
	readonly theme: Theme;
};

const marks: Readonly<Record<SettingRow['kind'], string>> = {fact: ' ', choice: '↔', question: '›'};

function Line({entry: {group, label, value, kind, isBad}, isFirst, isSelected, width, theme}: LineProperties) {
	const color = isBad ? theme.bad : (kind === 'fact' ? undefined : theme.accent);
	return (
		<Text wrap='truncate' aria-label={`${isSelected ? 'selected, ' : ''}${group}, ${label}: ${printable(value)}`}>
			<Text bold>{fit(isFirst ? group : '', GROUP)}</Text>
			<Text inverse={isSelected}>
				<Text dimColor={!isSelected}>{fit(label, LABEL)}</Text>
				<Text {...(color !== undefined && {color})}>{fit(printable(value), Math.max(0, width - GROUP - LABEL - 2))}</Text>
				{` ${marks[kind]}`}
			</Text>
		</Text>
	);
}
