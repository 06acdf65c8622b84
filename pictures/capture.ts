import type {IBufferCell, Terminal} from '@xterm/headless';
import {background, foreground, mix, paletteColor} from './palette.js';

/** What is in a cell of the screen. */
export type Cell = {
	/** One character as people see it; a space where there is none. */
	readonly text: string;
	/** Cells that it takes. */
	readonly width: number;
	readonly color: string;
	/** `undefined`: that of the terminal. */
	readonly behind: string | undefined;
	readonly isBold: boolean;
};

/** What a terminal shows, row by row. */
export function captureScreen(terminal: Terminal): ReadonlyArray<readonly Cell[]> {
	const {active} = terminal.buffer;
	return Array.from({length: terminal.rows}, (_, row) => {
		const line = active.getLine(active.viewportY + row);
		const cells = Array.from({length: terminal.cols}, (_, column) => line?.getCell(column));
		return cells.flatMap(cell => cell && cell.getWidth() > 0 ? [look(cell)] : []);
	});
}

function look(cell: IBufferCell): Cell {
	const [color, behind] = cell.isInverse() ? [behindOf(cell) ?? background, colorOf(cell)] : [colorOf(cell), behindOf(cell)];
	return {
		text: cell.getChars() === '' ? ' ' : cell.getChars(),
		width: cell.getWidth(),
		color: cell.isDim() ? mix(color, background, 0.45) : color,
		behind,
		isBold: cell.isBold() !== 0,
	};
}

const hex = (color: number): string => `#${color.toString(16).padStart(6, '0')}`;

const colorOf = (cell: IBufferCell): string => cell.isFgDefault() ? foreground : (cell.isFgPalette() ? paletteColor(cell.getFgColor()) : hex(cell.getFgColor()));

function behindOf(cell: IBufferCell): string | undefined {
	if (cell.isBgDefault()) {
		return undefined;
	}

	return cell.isBgPalette() ? paletteColor(cell.getBgColor()) : hex(cell.getBgColor());
}
