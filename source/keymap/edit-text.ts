import type {KeyEvent} from '../terminal/key-event.js';

export type TextState = {
	readonly text: string;
	/** Characters before the cursor. */
	readonly cursor: number;
};

const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gv;

const insert = ({text, cursor}: TextState, added: string, most: number): TextState => {
	const characters = [...text];
	const fitting = [...added].slice(0, Math.max(0, most - characters.length));
	return {text: [...characters.slice(0, cursor), ...fitting, ...characters.slice(cursor)].join(''), cursor: cursor + fitting.length};
};

const remove = ({text}: TextState, from: number, to: number): TextState => {
	const characters = [...text];
	return {text: [...characters.slice(0, from), ...characters.slice(to)].join(''), cursor: from};
};

function wordStart({text, cursor}: TextState): number {
	const before = [...text].slice(0, cursor).join('');
	return [...before.replace(/\S+\s*$/v, '')].length;
}

/**
One line of text after a key. Pasted line ends become spaces: they never submit anything.

@param most - Characters that the line may have.
@returns `undefined` when the key means nothing to a line of text.
*/
export function editText(state: TextState, event: KeyEvent, most: number): TextState | undefined {
	if (event.type === 'paste') {
		return insert(state, event.text.trim().replaceAll(/\s+/gv, ' ').replaceAll(unprintable, ''), most);
	}

	const {text, cursor} = state;
	const {length} = [...text];
	switch (event.name) {
		case 'backspace': {
			return cursor === 0 ? state : remove(state, cursor - 1, cursor);
		}

		case 'delete': {
			return {...remove(state, cursor, cursor + 1), cursor};
		}

		case 'left': {
			return {text, cursor: Math.max(0, cursor - 1)};
		}

		case 'right': {
			return {text, cursor: Math.min(length, cursor + 1)};
		}

		case 'home':
		case 'ctrl+a': {
			return {text, cursor: 0};
		}

		case 'end':
		case 'ctrl+e': {
			return {text, cursor: length};
		}

		case 'ctrl+u': {
			return remove(state, 0, cursor);
		}

		case 'ctrl+k': {
			return {...remove(state, cursor, length), cursor};
		}

		case 'ctrl+w': {
			return remove(state, wordStart(state), cursor);
		}

		default: {
			return event.text === '' ? undefined : insert(state, event.text, most);
		}
	}
}
