/**
Colours by what they mean, each readable on every usual background of its kind (`test/theme.test.ts` computes it).

On dark they are the bright half of the terminal's own sixteen. On light there is no such half: what many terminals call green or yellow cannot be read on white, so these are fixed; a terminal with sixteen colours shows the nearest.
*/
export type Theme = {
	readonly accent: string;
	readonly good: string;
	readonly bad: string;
	readonly warning: string;
};

export const themes = {
	dark: {
		accent: 'cyanBright', good: 'greenBright', bad: 'redBright', warning: 'yellowBright',
	},
	light: {
		accent: '#0044aa', good: '#006000', bad: '#b00000', warning: '#804000',
	},
} as const satisfies Record<string, Theme>;

export type ThemeName = keyof typeof themes;

/** What `COLORFGBG` says of the background, where a terminal sets it: 7 and 15 are white. */
export const guessTheme = (environment: Readonly<Record<string, string | undefined>>): ThemeName => /;(?:7|15)$/v.test(environment['COLORFGBG'] ?? '') ? 'light' : 'dark';
