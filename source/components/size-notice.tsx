import {Text} from 'ink';
import type {Size} from '../hooks/surroundings.js';

/** What the screens need at least. */
export const LEAST: Size = {columns: 60, rows: 20};

export const isTooSmall = ({columns, rows}: Size): boolean => columns < LEAST.columns || rows < LEAST.rows;

/** Said instead of anything else where there is no room. */
export function SizeNotice({columns, rows}: Size) {
	return <Text wrap='wrap'>{`This terminal has ${columns}x${rows}. chain-tui needs ${LEAST.columns}x${LEAST.rows}: make it larger.`}</Text>;
}
