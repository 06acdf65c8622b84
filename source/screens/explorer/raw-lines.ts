import type {Content} from '../../store/explorer/page.js';
import {printable} from '../../terminal/cells.js';
import {wrapLines} from '../../terminal/wrap.js';
import type {Line, Lines} from './lines.js';

/** What the node has answered, as it stands on the wire. */
export function rawOf(content: Content): unknown {
	switch (content.kind) {
		case 'blocks': {
			return content.blocks;
		}

		case 'mempool': {
			return content.pending;
		}

		case 'forks': {
			return content.forks;
		}

		case 'richest': {
			return content.accounts;
		}

		case 'block': {
			return content.block;
		}

		case 'transaction': {
			return content.transaction;
		}

		case 'address': {
			return {address: content.account, transactions: content.history};
		}
	}
}

const texts = new WeakMap<Content, string>();

/** The same as text, made once. */
export function rawText(content: Content): string {
	const text = texts.get(content) ?? JSON.stringify(rawOf(content), undefined, 2);
	texts.set(content, text);
	return text;
}

const wrapped = new WeakMap<Content, {readonly width: number; readonly lines: readonly string[]}>();

/** The raw JSON, in lines that fit. */
export function rawLines(content: Content, width: number): Lines {
	const known = wrapped.get(content);
	const lines = known?.width === width ? known.lines : rawText(content).split('\n').flatMap(line => line.length <= width ? [line] : wrapLines(line, width));
	wrapped.set(content, {width, lines});
	return {
		count: lines.length,
		at: index => lineOf(lines[index]!),
		keyAt: String,
	};
}

/** Names apart from values. */
function lineOf(text: string): Line {
	const name = /^(?<name>\s*"[^"]*":)(?<value> .*)$/v.exec(text)?.groups;
	return {pieces: name ? [{text: printable(name['name']!), tone: 'accent'}, {text: printable(name['value']!)}] : [{text: printable(text)}]};
}
