/**
Colours by what they mean. They are the terminal's own sixteen, so they fit whatever background a person has chosen.
*/
export type Theme = {
	readonly accent: string;
	readonly good: string;
	readonly bad: string;
	readonly warning: string;
	/** For what is less important. */
	readonly muted: string;
};

export const themes = {
	dark: {
		accent: 'cyanBright', good: 'greenBright', bad: 'redBright', warning: 'yellowBright', muted: 'gray',
	},
	// Bright colours cannot be read on white.
	light: {
		accent: 'blue', good: 'green', bad: 'red', warning: 'magenta', muted: 'gray',
	},
} as const satisfies Record<string, Theme>;

export type ThemeName = keyof typeof themes;

/** What `COLORFGBG` says of the background, where a terminal sets it: 7 and 15 are white. */
export const guessTheme = (environment: Readonly<Record<string, string | undefined>>): ThemeName => /;(?:7|15)$/v.test(environment['COLORFGBG'] ?? '') ? 'light' : 'dark';
