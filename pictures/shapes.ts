/*
Characters that are drawn instead of written, because fonts leave gaps between them: lines of boxes, blocks, and braille.
*/

/** A rectangle in parts of a cell: from the left, from the top, width, height. */
export type Shape = readonly [x: number, y: number, width: number, height: number];

/** How thick lines are, in parts of a cell. */
const ACROSS = 0.13;
const DOWN = 0.06;

const middleX = (1 - ACROSS) / 2;
const middleY = (1 - DOWN) / 2;
const left: Shape = [0, middleY, middleX + ACROSS, DOWN];
const right: Shape = [middleX, middleY, 1 - middleX, DOWN];
const up: Shape = [middleX, 0, ACROSS, middleY + DOWN];
const down: Shape = [middleX, middleY, ACROSS, 1 - middleY];

const boxes: Readonly<Record<string, readonly Shape[]>> = {
	'─': [[0, middleY, 1, DOWN]],
	'│': [[middleX, 0, ACROSS, 1]],
	'┌': [right, down],
	'┐': [left, down],
	'└': [right, up],
	'┘': [left, up],
	'├': [right, up, down],
	'┤': [left, up, down],
	'┬': [left, right, down],
	'┴': [left, right, up],
	'┼': [left, right, up, down],
	'▀': [[0, 0, 1, 0.5]],
	'▐': [[0.5, 0, 0.5, 1]],
};

/** The dots of braille in the order of their bits, by column and row. */
const dots = [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2], [0, 3], [1, 3]] as const;

/** The rectangles that a character is made of, or `undefined` where it is one to be written. */
export function shapesOf(character: string): readonly Shape[] | undefined {
	const code = character.codePointAt(0)!;
	if (code >= 0x2581 && code <= 0x2588) {
		const height = (code - 0x2580) / 8;
		return [[0, 1 - height, 1, height]];
	}

	if (code >= 0x2589 && code <= 0x258f) {
		return [[0, 0, (0x2590 - code) / 8, 1]];
	}

	if (code >= 0x2800 && code <= 0x28ff) {
		return dots.flatMap(([x, y], bit): Shape[] => (code >> bit & 1) === 0 ? [] : [[0.12 + x * 0.5, 0.06 + y * 0.25, 0.26, 0.13]]);
	}

	return boxes[character];
}
