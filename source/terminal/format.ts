/*
Numbers, moments and spans as people read them. What is not known is `n/a`, never 0.
*/

export const UNKNOWN = 'n/a';

type Known = number | null | undefined;

const SI = ['', 'k', 'M', 'G', 'T', 'P', 'E'];

/** Three digits that matter, and the step of 1000 that they are in. */
function scaled(value: number): {digits: string; prefix: string} {
	const step = Math.abs(value) < 1 ? 0 : Math.min(SI.length - 1, Math.floor(Math.log10(Math.abs(value)) / 3));
	const rounded = Number((value / (1000 ** step)).toPrecision(3));
	// 999,999 rounds to 1000 k, which is 1 M.
	return Math.abs(rounded) === 1000 && step < SI.length - 1 ? {digits: '1', prefix: SI[step + 1]!} : {digits: String(rounded), prefix: SI[step]!};
}

/** Hashes per second with a unit: `520 kH/s`. */
export function formatHashrate(hashesPerSecond: Known): string {
	if (typeof hashesPerSecond !== 'number') {
		return UNKNOWN;
	}

	const {digits, prefix} = scaled(hashesPerSecond);
	return `${digits} ${prefix}H/s`;
}

/** A big number in three digits: `5.12 M`. */
export function formatMagnitude(value: Known): string {
	if (typeof value !== 'number') {
		return UNKNOWN;
	}

	const {digits, prefix} = scaled(value);
	return prefix === '' ? digits : `${digits} ${prefix}`;
}

/** A whole number: `1,284`. */
export const formatCount = (value: Known): string => typeof value === 'number' ? value.toLocaleString('en') : UNKNOWN;

/** `3.1 kB`. */
export function formatBytes(bytes: Known): string {
	if (typeof bytes !== 'number') {
		return UNKNOWN;
	}

	const {digits, prefix} = scaled(bytes);
	return `${digits} ${prefix}B`;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

const two = (value: number, unit: string, rest: number, restUnit: string): string => rest === 0 ? `${value} ${unit}` : `${value} ${unit} ${rest} ${restUnit}`;

/** A span of time in its two largest units: `28.8 s`, `14 min 3 s`, `2 d 4 h`. */
export function formatDuration(seconds: Known): string {
	if (typeof seconds !== 'number' || Number.isNaN(seconds)) {
		return UNKNOWN;
	}

	if (seconds < 10) {
		return `${Number(seconds.toPrecision(2))} s`;
	}

	if (seconds < MINUTE - 0.05) {
		return `${Number(seconds.toFixed(1))} s`;
	}

	const whole = Math.round(seconds);
	if (whole < HOUR) {
		return two(Math.floor(whole / MINUTE), 'min', whole % MINUTE, 's');
	}

	if (whole < DAY) {
		return two(Math.floor(whole / HOUR), 'h', Math.floor(whole % HOUR / MINUTE), 'min');
	}

	if (whole < YEAR) {
		return two(Math.floor(whole / DAY), 'd', Math.floor(whole % DAY / HOUR), 'h');
	}

	const years = whole / YEAR;
	return years < 1e6 ? `${Math.floor(years).toLocaleString('en')} y` : 'for ever';
}

/** How long ago something was: `12 s ago`. What is ahead of the clock is `now`. */
export function formatAgo(time: number, now: number): string {
	const seconds = Math.floor(now - time);
	if (seconds < 1) {
		return 'now';
	}

	if (seconds < MINUTE) {
		return `${seconds} s ago`;
	}

	if (seconds < HOUR) {
		return `${Math.floor(seconds / MINUTE)} min ago`;
	}

	return seconds < DAY ? `${Math.floor(seconds / HOUR)} h ago` : `${Math.floor(seconds / DAY).toLocaleString('en')} d ago`;
}

/** A moment as people write it, in UTC. @param seconds - Since 1970. */
export const formatTime = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('T', ' ').slice(0, 19);

/** The time of the day where the person is: `12:04:11`. @param seconds - Since 1970. */
export function formatClock(seconds: number): string {
	const date = new Date(seconds * 1000);
	return [date.getHours(), date.getMinutes(), date.getSeconds()].map(part => String(part).padStart(2, '0')).join(':');
}

/** A change as a share: `▲ 2.1 %`. */
export function formatTrend(share: Known, isAscii: boolean): string {
	if (typeof share !== 'number') {
		return '';
	}

	const percent = Number((Math.abs(share) * 100).toPrecision(2));
	if (percent < 0.1) {
		return 'steady';
	}

	const [up, down] = isAscii ? ['+', '-'] : ['▲', '▼'];
	return `${share > 0 ? up : down} ${percent} %`;
}
