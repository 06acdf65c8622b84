import {moveInList} from '../../keymap/list-state.js';
import {type Option, optionsOf} from './options.js';
import {
	type FirstRunAction, type FirstRunState, hasField, noText, type Step, textOf,
} from './state.js';

/** The questions of the first run, one after the other. What takes time stands in `task`; whoever does it tells how it went. */
export function firstRun(state: FirstRunState, action: FirstRunAction): FirstRunState {
	switch (action.type) {
		case 'networks': {
			return {...state, networks: action.names};
		}

		case 'move': {
			const {selected} = moveInList({selected: state.selected, top: 0}, action.move, optionsOf(state).length, 1);
			return state.task ? state : {...state, selected, error: undefined};
		}

		case 'typed': {
			const isTaken = state.task === undefined && hasField(state);
			return isTaken ? {...state, field: action.field, error: undefined, wrongWord: undefined} : state;
		}

		case 'take': {
			return state.task ? state : take(state, action.positions);
		}

		case 'back': {
			return state.task ? state : back(state);
		}

		case 'network-chosen': {
			const chosen = {...state, task: undefined, wallets: action.wallets};
			return action.wallets.length > 0 ? {...chosen, task: {kind: 'begin'}} : ask(chosen, 'wallet');
		}

		case 'created': {
			return {...ask(state, 'phrase'), passphrase: undefined, phrase: action.phrase};
		}

		case 'restored': {
			return {...wiped(state), task: {kind: 'begin'}};
		}

		case 'failed': {
			const {message, word} = action;
			return state.task?.kind === 'create'
				? {...ask(wiped(state), 'name', state.name), error: message}
				: {...state, task: undefined, error: message, wrongWord: word};
		}
	}
}

const ask = (state: FirstRunState, step: Step, text = ''): FirstRunState => ({
	...state, step, task: undefined, error: undefined, selected: 0, field: textOf(text), wrongWord: undefined,
});

/** Without anything secret: the field may hold a word, or all of them. */
const wiped = (state: FirstRunState): FirstRunState => ({...state, passphrase: undefined, phrase: undefined, field: noText});

type Answer = {
	/** What was typed. */
	readonly text: string;
	/** What was chosen. */
	readonly option: Option | undefined;
	readonly positions: readonly [number, number];
};

const steps: Readonly<Record<Step, (state: FirstRunState, answer: Answer) => FirstRunState>> = {
	network: (state, {option}) => option?.id === 'practise'
		? {...state, isFresh: true, task: {kind: 'network', choice: {kind: 'practise'}}}
		: ask(state, option?.id === 'join' ? 'join' : 'own'),
	join: (state, {text}) => text.trim() === ''
		? {...state, error: 'type or paste the address of a node'}
		: {...state, isFresh: true, error: undefined, task: {kind: 'network', choice: {kind: 'join', url: text}}},
	own: (state, {option}) => option === undefined || option.id === 'new'
		? ask(state, 'network-name')
		: {...state, isFresh: false, task: {kind: 'network', choice: {kind: 'existing', name: option.label}}},
	'network-name'(state, {text}) {
		const error = wrongName(text, 16) ?? (state.networks.includes(text) ? `there is a network ${text} already: Esc, and choose it from the list` : undefined);
		return error === undefined ? {...state, isFresh: true, task: {kind: 'network', choice: {kind: 'own', name: text}}} : {...state, error};
	},
	wallet: (state, {option}) => ask({...state, kind: option?.id === 'restore' ? 'restore' : 'new'}, 'name', state.wallets.includes('default') ? '' : 'default'),
	name(state, {text}) {
		const error = wrongName(text, 32) ?? (state.wallets.includes(text) ? `there is a wallet ${text} already` : undefined);
		return error === undefined ? ask({...state, name: text}, 'passphrase') : {...state, error};
	},
	passphrase: (state, {text}) => text === '' ? ask(state, 'without') : ask({...state, passphrase: text}, 'again'),
	without: (state, {option}) => option?.id === 'without' ? protectedBy(state, undefined) : ask(state, 'passphrase'),
	again: (state, {text}) => text === state.passphrase
		? protectedBy(state, text)
		: {...ask({...state, passphrase: undefined}, 'passphrase'), error: 'the two were not the same: type it anew'},
	phrase: (state, {positions}) => ({...ask(state, 'word'), positions, answered: 0}),
	word(state, {text}) {
		const position = state.positions[state.answered]!;
		if (text.trim().toLowerCase() !== state.phrase?.split(' ')[position]) {
			return {...ask(state, 'phrase'), error: `that was not word ${position + 1}: compare what you have written with what is here`};
		}

		return state.answered === 0 ? {...ask(state, 'word'), answered: 1} : {...wiped(state), task: {kind: 'begin'}};
	},
	restore: (state, {text}) => text.trim() === ''
		? {...state, error: 'type or paste the words'}
		: {...state, error: undefined, task: {kind: 'restore', name: state.name, phrase: text, passphrase: state.passphrase}},
};

function take(state: FirstRunState, positions: readonly [number, number]): FirstRunState {
	const option = optionsOf(state)[state.selected];
	return option?.disabled === undefined
		? steps[state.step](state, {text: state.field.text, option, positions})
		: {...state, error: option.disabled};
}

function protectedBy(state: FirstRunState, passphrase: string | undefined): FirstRunState {
	return state.kind === 'restore'
		? ask({...state, passphrase}, 'restore')
		: {...state, passphrase, field: noText, error: undefined, task: {kind: 'create', name: state.name, passphrase}};
}

function back(state: FirstRunState): FirstRunState {
	switch (state.step) {
		case 'network': {
			return state;
		}

		case 'own':
		case 'join': {
			return ask(state, 'network');
		}

		case 'network-name': {
			return ask(state, 'own');
		}

		case 'wallet': {
			return state.isMore ? {...state, task: {kind: 'cancel'}} : ask(state, 'network');
		}

		case 'name': {
			return ask(state, 'wallet');
		}

		case 'passphrase': {
			return ask({...state, passphrase: undefined}, 'name', state.name);
		}

		case 'without':
		case 'again':
		case 'restore': {
			return ask({...state, passphrase: undefined}, 'passphrase');
		}

		case 'phrase': {
			return {...state, error: 'the wallet is made: write its words down and go on'};
		}

		case 'word': {
			return ask(state, 'phrase');
		}
	}
}

function wrongName(text: string, most: number): string | undefined {
	return /^[a-z0-9\-]+$/v.test(text) && text.length <= most ? undefined : `a name has 1 to ${most} characters out of a-z, 0-9 and -`;
}
