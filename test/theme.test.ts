import test from 'ava';
import {guessTheme, themes} from '../source/theme.js';

/*
Whether colours can be read: contrast as WCAG 2.2 computes it, where 4.5 is wanted of text, and 3 of what is no text alone.
*/

const channel = (value: number): number => value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;

function luminance(color: string): number {
	const [red, green, blue] = [1, 3, 5].map(at => channel(Number.parseInt(color.slice(at, at + 2), 16) / 255)) as [number, number, number];
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
	const [darker, lighter] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number];
	return (lighter + 0.05) / (darker + 0.05);
}

/** What common terminals make of the bright colours; https://en.wikipedia.org/wiki/ANSI_escape_code#3-bit_and_4-bit */
const darkTerminals: Readonly<Record<string, {readonly background: string; readonly colors: Readonly<Record<typeof themes.dark[keyof typeof themes.dark], string>>}>> = {
	xterm: {background: '#000000', colors: {redBright: '#ff0000', greenBright: '#00ff00', yellowBright: '#ffff00', cyanBright: '#00ffff'}},
	'the console of Linux': {background: '#000000', colors: {redBright: '#ff5555', greenBright: '#55ff55', yellowBright: '#ffff55', cyanBright: '#55ffff'}},
	'Windows Terminal': {background: '#0c0c0c', colors: {redBright: '#e74856', greenBright: '#16c60c', yellowBright: '#f9f1a5', cyanBright: '#61d6d6'}},
	'Terminal.app': {background: '#000000', colors: {redBright: '#e60000', greenBright: '#00d900', yellowBright: '#e6e600', cyanBright: '#00e6e6'}},
	Ubuntu: {background: '#300a24', colors: {redBright: '#ef2929', greenBright: '#8ae234', yellowBright: '#fce94f', cyanBright: '#34e2e2'}},
};

const lightBackgrounds = {white: '#ffffff', 'GNOME light': '#eeeeec', 'Solarized light': '#fdf6e3'} as const;

test('contrast is computed as WCAG has it', t => {
	t.is(contrast('#000000', '#ffffff').toFixed(1), '21.0');
	t.is(contrast('#777777', '#ffffff').toFixed(2), '4.48');
});

for (const [name, {background, colors}] of Object.entries(darkTerminals)) {
	test(`the dark theme can be read in ${name}`, t => {
		for (const [meaning, color] of Object.entries(themes.dark)) {
			const ratio = contrast(colors[color], background);
			// Red on black has no more in it; what it says is said in words as well.
			t.true(ratio >= (meaning === 'bad' ? 3 : 4.5), `${meaning}: ${ratio.toFixed(2)}`);
		}
	});
}

for (const [name, background] of Object.entries(lightBackgrounds)) {
	test(`the light theme can be read on ${name}`, t => {
		for (const [meaning, color] of Object.entries(themes.light)) {
			const ratio = contrast(color, background);
			t.true(ratio >= 4.5, `${meaning}: ${ratio.toFixed(2)}`);
		}
	});
}

test('what a terminal says of its background decides, and dark is what most have', t => {
	t.is(guessTheme({COLORFGBG: '0;15'}), 'light');
	t.is(guessTheme({COLORFGBG: '0;default;7'}), 'light');
	t.is(guessTheme({COLORFGBG: '15;0'}), 'dark');
	t.is(guessTheme({}), 'dark');
});
