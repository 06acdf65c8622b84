/*
The colours of a terminal, as the pictures have them: dark, and readable on white and on black pages alike.
*/

export const background = '#16181d';
export const foreground = '#d6dae2';

/** The sixteen that programs name; the theme of the program uses no others. */
const named = [
	'#2a2e37',
	'#e06c75',
	'#8cc265',
	'#d9a441',
	'#5b9bf5',
	'#c678dd',
	'#4fb3bf',
	'#d6dae2',
	'#767d8c',
	'#ff7b85',
	'#a5e075',
	'#f0c060',
	'#79b8ff',
	'#de9bf0',
	'#66d9e8',
	'#ffffff',
] as const;

/** The steps of the 6x6x6 cube of xterm's 256 colours. */
const steps = [0, 95, 135, 175, 215, 255];

const rgb = (parts: readonly number[]): string => `#${parts.map(part => part.toString(16).padStart(2, '0')).join('')}`;

/** A colour by its number among xterm's 256. */
export function paletteColor(index: number): string {
	if (index < 16) {
		return named[index]!;
	}

	if (index >= 232) {
		const grey = 8 + (index - 232) * 10;
		return rgb([grey, grey, grey]);
	}

	const cube = index - 16;
	return rgb([steps[Math.floor(cube / 36)]!, steps[Math.floor(cube / 6) % 6]!, steps[cube % 6]!]);
}

/** A colour on its way to another. @param share - Of the other; from 0 to 1. */
export function mix(color: string, other: string, share: number): string {
	const [from, to] = [color, other].map(each => [1, 3, 5].map(at => Number.parseInt(each.slice(at, at + 2), 16)));
	return rgb(from!.map((part, index) => Math.round(part + (to![index]! - part) * share)));
}
