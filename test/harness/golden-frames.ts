import type {ExecutionContext} from 'ava';
import {renderToString} from 'ink';
import type {ReactNode} from 'react';
import {golden} from './golden.js';

/** The sizes that every view is looked at in: the least one, the usual one and a large one. */
export const goldenSizes = [{columns: 60, rows: 20}, {columns: 80, rows: 24}, {columns: 120, rows: 40}] as const;

/**
Draws a view in each of the sizes and compares with `golden/NAME-COLUMNS.txt`.

@param draw - Gets the part of the terminal that a screen has: all rows but those of tabs and hints.
*/
export function goldenFrames(t: ExecutionContext, name: string, draw: (size: {readonly columns: number; readonly rows: number}) => ReactNode): void {
	for (const {columns, rows} of goldenSizes) {
		const frame = renderToString(draw({columns, rows: rows - 2}), {columns});
		t.true(frame.split('\n').length <= rows - 2, `too high for ${columns}x${rows}`);
		golden(t, `${name}-${columns}`, frame, columns);
	}
}
