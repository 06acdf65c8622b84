import type {TextState} from '../../keymap/edit-text.js';
import type {ListMove} from '../../keymap/list-state.js';
import type {NetworkChoice} from '../../store/known-networks.js';

/** What the program is to do before the next question. */
export type Task
	= | {readonly kind: 'network'; readonly choice: NetworkChoice}
		| {readonly kind: 'create'; readonly name: string; readonly passphrase: string | undefined}
		| {readonly kind: 'restore'; readonly name: string; readonly phrase: string; readonly passphrase: string | undefined}
		| {readonly kind: 'begin'}
		| {readonly kind: 'cancel'};

export type Step = 'network' | 'own' | 'network-name' | 'join' | 'wallet' | 'name' | 'passphrase' | 'without' | 'again' | 'phrase' | 'word' | 'restore';

export type FirstRunState = {
	readonly step: Step;
	/** Runs now; until it is done, keys do nothing. */
	readonly task: Task | undefined;
	/** Whether it is about one more wallet on a network that runs. */
	readonly isMore: boolean;
	readonly error: string | undefined;
	/** In the list of a question that has one. */
	readonly selected: number;
	/** In the field of a question that has one. */
	readonly field: TextState;
	/** Those there are. */
	readonly networks: readonly string[];
	/** Names that are taken. */
	readonly wallets: readonly string[];
	/** Whether the network is one to mine the first coins on. */
	readonly isFresh: boolean;
	readonly kind: 'new' | 'restore';
	readonly name: string;
	/** Secret, and forgotten as soon as the wallet is made. */
	readonly passphrase: string | undefined;
	/** Secret, and forgotten as soon as it is known to be written down. */
	readonly phrase: string | undefined;
	/** Which words are asked back, from 0. */
	readonly positions: readonly [number, number];
	/** How many of them were right. */
	readonly answered: number;
	/** The word of a phrase that does not exist, from 1. */
	readonly wrongWord: number | undefined;
};

export type FirstRunAction
	= | {readonly type: 'networks'; readonly names: readonly string[]}
		| {readonly type: 'move'; readonly move: ListMove}
		| {readonly type: 'typed'; readonly field: TextState}
	/** @param positions - Two different numbers below 12 that nobody can foresee. */
		| {readonly type: 'take'; readonly positions: readonly [number, number]}
		| {readonly type: 'back'}
		| {readonly type: 'network-chosen'; readonly wallets: readonly string[]}
		| {readonly type: 'created'; readonly phrase: string}
		| {readonly type: 'restored'}
		| {readonly type: 'failed'; readonly message: string; readonly word?: number | undefined};

export const textOf = (text: string): TextState => ({text, cursor: [...text].length});
export const noText = textOf('');

export type FirstRunOptions = {
	/** Whether a network is known: then only the wallet is asked about. */
	readonly hasNetwork: boolean;
	readonly isMore: boolean;
	readonly wallets: readonly string[];
};

export const firstRunStart = ({hasNetwork, isMore, wallets}: FirstRunOptions): FirstRunState => ({
	step: hasNetwork ? 'wallet' : 'network',
	task: undefined,
	isMore,
	error: undefined,
	selected: 0,
	field: noText,
	networks: [],
	wallets,
	isFresh: false,
	kind: 'new',
	name: '',
	passphrase: undefined,
	phrase: undefined,
	positions: [0, 1],
	answered: 0,
	wrongWord: undefined,
});

const fieldSteps: ReadonlySet<Step> = new Set(['network-name', 'join', 'name', 'passphrase', 'again', 'word', 'restore']);

/** Whether the question is answered by typing. */
export const hasField = ({step}: FirstRunState): boolean => fieldSteps.has(step);
