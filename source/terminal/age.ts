const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** How long ago something was, in at most 6 cells: `now`, `42 s`, `14 min`, `5 h`, `3 d`, `2 y`. @param seconds - Clocks differ: may be below 0. */
export function age(seconds: number): string {
	const units: ReadonlyArray<readonly [number, string]> = [[YEAR, 'y'], [DAY, 'd'], [HOUR, 'h'], [MINUTE, 'min'], [1, 's']];
	const unit = units.find(([size]) => seconds >= size);
	return unit ? `${Math.floor(seconds / unit[0])} ${unit[1]}` : 'now';
}

/** The exact time: `2026-01-31 12:04:11 UTC`. @param seconds - Since 1970. */
export const exactTime = (seconds: number): string => `${new Date(seconds * 1000).toISOString().replace('T', ' ').slice(0, 19)} UTC`;
