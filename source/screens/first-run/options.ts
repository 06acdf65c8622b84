import type {FirstRunState} from './state.js';

/** An answer to choose. */
export type Option = {
	readonly id: string;
	readonly label: string;
	/** What it means. */
	readonly note: string;
	/** Why it cannot be chosen. */
	readonly disabled?: string;
};

/** The answers of the question that is asked; none where it is answered by typing. */
export function optionsOf({step, networks}: Pick<FirstRunState, 'step' | 'networks'>): readonly Option[] {
	switch (step) {
		case 'network': {
			return [
				{id: 'practise', label: 'Practise', note: 'to try things: first coins in seconds'},
				{id: 'own', label: 'Start my own', note: 'a new network, or one known here'},
				{id: 'join', label: 'Join', note: 'the network of a node that runs somewhere'},
			];
		}

		case 'own': {
			return [
				{id: 'new', label: 'A new one', note: 'with a name of your choice'},
				...networks.map(name => ({id: `known ${name}`, label: name, note: knownNotes[name] ?? 'known on this computer'})),
			];
		}

		case 'wallet': {
			return [
				{id: 'new', label: 'A new wallet', note: 'you get twelve words to write down'},
				{id: 'restore', label: 'Restore a wallet', note: 'from the words that you wrote down'},
			];
		}

		case 'without': {
			return [
				{id: 'back', label: 'Type a passphrase', note: ''},
				{id: 'without', label: 'Go on without passphrase', note: ''},
			];
		}

		case 'network-name':
		case 'join':
		case 'name':
		case 'passphrase':
		case 'again':
		case 'phrase':
		case 'word':
		case 'restore': {
			return [];
		}
	}
}

const knownNotes: Readonly<Record<string, string>> = {
	main: 'the one that everybody has',
	dev: 'for tests: blocks without work',
};
