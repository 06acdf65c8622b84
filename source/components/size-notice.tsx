import {Text} from 'ink';
import type {Size} from '../hooks/surroundings.js';
import {useLayer} from '../hooks/use-layer.js';

/** What the screens need at least. */
export const LEAST: Size = {columns: 60, rows: 20};

export const isTooSmall = ({columns, rows}: Size): boolean => columns < LEAST.columns || rows < LEAST.rows;

const passing = new Set(['ctrl+c', 'ctrl+l', 'ctrl+z']);

/** Said instead of anything else where there is no room. What is behind it waits, and gets no keys that nobody sees. */
export function SizeNotice({columns, rows}: Size) {
	useLayer({
		level: 'field',
		bindings: [],
		actions: {},
		capture: event => event.type === 'paste' || !passing.has(event.name),
	});
	return <Text wrap='wrap'>{`This terminal has ${columns}x${rows}. chain-tui needs ${LEAST.columns}x${LEAST.rows}: make it larger.`}</Text>;
}
