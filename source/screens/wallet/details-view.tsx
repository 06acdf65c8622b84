import {Text} from 'ink';
import {Panel} from '../../components/panel.js';
import {cut, fit} from '../../terminal/cells.js';
import type {Theme} from '../../theme.js';
import type {DetailLine} from '../../components/wrap-fields.js';

type Properties = {
	readonly title: string;
	readonly lines: readonly DetailLine[];
	/** The first line that is shown. */
	readonly top: number;
	readonly columns: number;
	readonly rows: number;
	readonly theme: Theme;
};

export const DETAIL_LABEL = 9;

/** Cells for the value of a line. */
export const detailWidth = (columns: number): number => columns - 5 - DETAIL_LABEL;

/** A page about one thing: labels and values. */
export function DetailsView({title, lines, top, columns, rows, theme}: Properties) {
	const room = Math.max(1, rows - 2);
	const hidden = lines.length - top - room;
	return (
		<Panel title={title} note={hidden > 0 ? `${hidden} more lines below` : ''} width={columns} height={rows} color={theme.accent}>
			{lines.slice(top, top + room).map(({label, value}, index) => (
				<Text key={`${top + index}`} wrap='truncate'><Text dimColor>{fit(label, DETAIL_LABEL)} </Text>{cut(value, detailWidth(columns))}</Text>
			))}
		</Panel>
	);
}
