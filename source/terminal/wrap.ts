import {widthOf} from './cells.js';

const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

/** Text in lines, broken anywhere: names such as hashes have no better place. */
export function wrapLines(text: string, width: number): readonly string[] {
	const lines = [''];
	let used = 0;
	for (const {segment} of graphemes.segment(text)) {
		const cells = widthOf(segment);
		if (used + cells > width && used > 0) {
			lines.push('');
			used = 0;
		}

		lines[lines.length - 1] += segment;
		used += cells;
	}

	return lines;
}

/** Text in lines, broken between its words; a word that is longer than a line is broken as {@link wrapLines} does it. */
export function wrapWords(text: string, width: number): readonly string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of text.trim().split(/\s+/v)) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (widthOf(longer) <= width) {
			line = longer;
			continue;
		}

		const [last = '', ...whole] = [...wrapLines(word, width)].toReversed();
		lines.push(...line === '' ? [] : [line], ...whole.toReversed());
		line = last;
	}

	return [...lines, line];
}
