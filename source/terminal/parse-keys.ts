import {type KeyEvent, keyEvent} from './key-event.js';

/*
What a terminal sends for keys: ECMA-48 control sequences as xterm uses them (CSI and SS3), C0 controls, UTF-8 text, and bracketed paste.
*/

const ESCAPE = '\u001B';
const PASTE_START = '\u001B[200~';
const PASTE_END = '\u001B[201~';

/** The final byte of `CSI x` and `SS3 x`. */
const letters: Readonly<Record<string, string>> = {
	A: 'up', B: 'down', C: 'right', D: 'left', H: 'home', F: 'end', Z: 'shift+tab', M: 'enter',
};

/** The number in `CSI n ~`. */
const numbers: Readonly<Record<string, string>> = {
	1: 'home', 2: 'insert', 3: 'delete', 4: 'end', 5: 'pageup', 6: 'pagedown', 7: 'home', 8: 'end',
};

const controls: Readonly<Record<string, KeyEvent>> = {
	'\r': keyEvent('enter'),
	'\n': keyEvent('enter'),
	'\t': keyEvent('tab'),
	'\b': keyEvent('backspace'),
	'\u007F': keyEvent('backspace'),
	[ESCAPE]: keyEvent('escape'),
	' ': keyEvent('space', ' '),
};

/** Longer runs that end in Enter were not typed: some terminals do not mark what is pasted. */
const LONGEST_BURST = 12;

/** Nobody types so much at once. */
const LONGEST_TYPED = 100;

export type ParsedKeys = {
	readonly events: readonly KeyEvent[];
	/** The beginning of a sequence, or of a paste, whose rest has not come yet. */
	readonly rest: string;
};

/**
Splits what a terminal sent into keys.

@param input - What was left over from before, and what came.
@param isFinal - Nothing more comes: a lone escape is the key, and what began and did not end is dropped.
*/
export function parseKeys(input: string, isFinal: boolean): ParsedKeys {
	const events: KeyEvent[] = [];
	let position = 0;
	if (isUnmarkedPaste(input)) {
		return {events: [{type: 'paste', text: input}], rest: ''};
	}

	while (position < input.length) {
		const step = readOne(input, position, isFinal);
		if (step === undefined) {
			return {events, rest: input.slice(position)};
		}

		events.push(...step.event ? [step.event] : []);
		position += step.length;
	}

	return {events, rest: ''};
}

const isUnmarkedPaste = (input: string): boolean => !input.includes(ESCAPE) && input.length > (/[\r\n]/v.test(input) ? LONGEST_BURST : LONGEST_TYPED);

type Step = {readonly length: number; readonly event?: KeyEvent};

function readOne(input: string, position: number, isFinal: boolean): Step | undefined {
	if (input.startsWith(PASTE_START, position)) {
		return readPaste(input, position, isFinal);
	}

	if (input[position] === ESCAPE) {
		return readSequence(input.slice(position, position + 32), isFinal);
	}

	const character = String.fromCodePoint(input.codePointAt(position)!);
	return {length: character.length, event: readCharacter(character)};
}

function readPaste(input: string, position: number, isFinal: boolean): Step | undefined {
	const start = position + PASTE_START.length;
	const end = input.indexOf(PASTE_END, start);
	if (end === -1) {
		return isFinal ? {length: input.length - position, event: {type: 'paste', text: input.slice(start)}} : undefined;
	}

	return {length: end + PASTE_END.length - position, event: {type: 'paste', text: input.slice(start, end)}};
}

function readSequence(sequence: string, isFinal: boolean): Step | undefined {
	// eslint-disable-next-line no-control-regex -- Terminals speak in control characters.
	const match = /^\u{1B}(?:\[(?<parameters>[\d;:<=>?]*)[ -\/]*(?<final>[@-~])|O(?<ss3>[@-~]))/v.exec(sequence);
	if (match) {
		const {parameters = '', final = '', ss3} = match.groups!;
		const name = final === '~' ? numbers[parameters.split(';')[0]!] : letters[ss3 ?? final];
		// A sequence that means nothing to us means nothing.
		return name === undefined ? {length: match[0].length} : {length: match[0].length, event: keyEvent(name)};
	}

	// eslint-disable-next-line no-control-regex -- The same.
	if (/^\u{1B}(?:\[[\d;:<=>?]*[ -\/]*|O)?$/v.test(sequence)) {
		if (!isFinal) {
			return undefined;
		}

		return sequence.length > 1 ? {length: sequence.length} : {length: 1, event: keyEvent('escape')};
	}

	// Alt and a key: the escape, and then the key by itself, is what terminals of old would have sent by hand.
	return {length: 1, event: keyEvent('escape')};
}

function readCharacter(character: string): KeyEvent {
	const known = controls[character];
	if (known) {
		return known;
	}

	const code = character.codePointAt(0)!;
	if (code < 32) {
		return keyEvent(`ctrl+${String.fromCodePoint(code + 96)}`);
	}

	return keyEvent(character, character);
}
