import stringWidth from 'string-width';

/*
Text in the cells of a terminal, in which some characters take two and some none.
*/

/** What a terminal must not be sent in text from elsewhere: whatever moves the cursor or turns the line around. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gv;

export const printable = (text: string): string => text.replaceAll(unprintable, '·');

const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

export const widthOf = (text: string): number => stringWidth(text);

/** Text cut to a width; what was cut off is shown by `…`. */
export function cut(text: string, width: number): string {
	if (widthOf(text) <= width) {
		return text;
	}

	let kept = '';
	let used = 0;
	for (const {segment} of graphemes.segment(text)) {
		const next = widthOf(segment);
		if (used + next > width - 1) {
			break;
		}

		kept += segment;
		used += next;
	}

	return width <= 0 ? '' : `${kept}…`;
}

/** Text made exactly as wide: cut, or filled with spaces. */
export function fit(text: string, width: number, align: 'left' | 'right' = 'left'): string {
	const short = cut(text, width);
	const gap = ' '.repeat(Math.max(0, width - widthOf(short)));
	return align === 'left' ? `${short}${gap}` : `${gap}${short}`;
}

/** A long name such as a hash or an address with its middle left out: `00000a3f…9c21`. */
export const shorten = (text: string, start = 8, end = 4): string => text.length <= start + end + 1 ? text : `${text.slice(0, start)}…${text.slice(-end)}`;
