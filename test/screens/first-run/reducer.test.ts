import test from 'ava';
import {firstRun} from '../../../source/screens/first-run/reducer.js';
import {optionsOf} from '../../../source/screens/first-run/options.js';
import {
	type FirstRunAction, type FirstRunOptions, type FirstRunState, firstRunStart,
} from '../../../source/screens/first-run/state.js';

const phrase = 'abandon ability able about above absent absorb abstract absurd abuse access accident';

const start = (options: Partial<FirstRunOptions> = {}) => firstRunStart({hasNetwork: false, isMore: false, wallets: [], ...options});

/** Plays answers: `down`, `enter` and `esc` are keys, `=text` is typed, everything else happened. */
const play = (state: FirstRunState, ...events: ReadonlyArray<string | FirstRunAction>): FirstRunState => {
	let now = state;
	for (const event of events) {
		now = firstRun(now, typeof event === 'string' ? actionOf(event) : event);
	}

	return now;
};

const actionOf = (event: string): FirstRunAction => {
	switch (event) {
		case 'down': {
			return {type: 'move', move: 'down'};
		}

		case 'enter': {
			return {type: 'take', positions: [3, 9]};
		}

		case 'esc': {
			return {type: 'back'};
		}

		default: {
			return {type: 'typed', field: {text: event.slice(1), cursor: event.length - 1}};
		}
	}
};

const chosen: FirstRunAction = {type: 'network-chosen', wallets: []};
const created: FirstRunAction = {type: 'created', phrase};
/** At the question for the passphrase of a new wallet `default`. */
const atPassphrase = () => play(start(), 'enter', chosen, 'enter', 'enter');
/** The phrase is on the screen. */
const atPhrase = () => play(atPassphrase(), '=secret', 'enter', '=secret', 'enter', created);

test('to practise takes one key, and asks about the wallet next', t => {
	const state = play(start(), 'enter');
	t.deepEqual(state.task, {kind: 'network', choice: {kind: 'practise'}});
	t.true(state.isFresh);
	t.like(play(state, chosen), {step: 'wallet', task: undefined});
});

test('a network of one\'s own gets a name, and a name that is taken or cannot be is refused in words', t => {
	const state = play(start(), {type: 'networks', names: ['dev', 'main']}, 'down', 'enter', 'enter');
	t.is(state.step, 'network-name');
	t.regex(play(state, 'enter').error!, /1 to 16 characters/v);
	t.regex(play(state, '=My Net', 'enter').error!, /1 to 16 characters/v);
	t.regex(play(state, '=main', 'enter').error!, /choose it from the list/v);
	t.deepEqual(play(state, '=mine', 'enter').task, {kind: 'network', choice: {kind: 'own', name: 'mine'}});
	t.is(play(state, '=main', 'enter', '=mine').error, undefined);
});

test('the networks that exist can be chosen, main among them', t => {
	const state = play(start(), {type: 'networks', names: ['dev', 'main']}, 'down', 'enter', 'down', 'down', 'enter');
	t.deepEqual(state.task, {kind: 'network', choice: {kind: 'existing', name: 'main'}});
	t.false(state.isFresh);
});

test('joining asks where a node is, and takes the network from there', t => {
	const asked = play(start(), 'down', 'down', 'enter');
	t.is(asked.step, 'join');
	t.regex(play(asked, '=  ', 'enter').error!, /address of a node/v);
	t.is(play(asked, 'esc').step, 'network');
	const joining = play(asked, '=192.168.1.20:5000', 'enter');
	t.deepEqual(joining.task, {kind: 'network', choice: {kind: 'join', url: '192.168.1.20:5000'}});
	const refused = play(joining, {type: 'failed', message: 'no node answers at http://192.168.1.20:5000'});
	t.is(refused.step, 'join');
	t.is(refused.field.text, '192.168.1.20:5000');
	t.is(play(joining, chosen).step, 'wallet');
});

test('a network that has a wallet already begins at once', t => {
	t.deepEqual(play(start(), 'enter', {type: 'network-chosen', wallets: ['default']}).task, {kind: 'begin'});
});

test('a wallet is called default, unless there is one', t => {
	t.is(play(start(), 'enter', chosen, 'enter').field.text, 'default');
	const more = play(start({hasNetwork: true, isMore: true, wallets: ['default']}), 'enter');
	t.is(more.field.text, '');
	t.regex(play(more, '=default', 'enter').error!, /already/v);
});

test('a passphrase is typed twice; when they differ, both are asked for anew', t => {
	const wrong = play(atPassphrase(), '=secret', 'enter', '=secrex', 'enter');
	t.like(wrong, {step: 'passphrase', passphrase: undefined, field: {text: '', cursor: 0}});
	t.regex(wrong.error!, /not the same/v);
	t.deepEqual(play(atPassphrase(), '=secret', 'enter', '=secret', 'enter').task, {kind: 'create', name: 'default', passphrase: 'secret'});
});

test('no passphrase is a choice of its own that does not come by pressing Enter', t => {
	const state = play(atPassphrase(), 'enter');
	t.is(state.step, 'without');
	t.like(play(state, 'enter'), {step: 'passphrase', task: undefined});
	t.deepEqual(play(state, 'down', 'enter').task, {kind: 'create', name: 'default', passphrase: undefined});
});

test('two words are asked back; after them nothing secret is left', t => {
	const state = play(atPhrase(), 'enter');
	t.like(state, {step: 'word', answered: 0, positions: [3, 9]});
	t.true(JSON.stringify(state).includes('abandon'));
	const second = play(state, '= About ', 'enter');
	t.like(second, {step: 'word', answered: 1, field: {text: '', cursor: 0}});
	const done = play(second, '=abuse', 'enter');
	t.deepEqual(done.task, {kind: 'begin'});
	t.notRegex(JSON.stringify(done), /ab[a-z]{3}/v);
	t.false(JSON.stringify(done).includes('secret'));
});

test('a wrong word shows the phrase again, and both are asked for anew', t => {
	const state = play(atPhrase(), 'enter', '=about', 'enter', '=zoo', 'enter');
	t.like(state, {step: 'phrase', phrase});
	t.regex(state.error!, /not word 10/v);
	t.like(play(state, 'enter'), {step: 'word', answered: 0});
});

test('the passphrase is forgotten once the wallet is made, and when making it fails', t => {
	t.false(JSON.stringify(atPhrase()).includes('secret'));
	const failed = play(atPassphrase(), '=secret', 'enter', '=secret', 'enter', {type: 'failed', message: 'the disk is full'});
	t.like(failed, {step: 'name', error: 'the disk is full', field: {text: 'default'}});
	t.false(JSON.stringify(failed).includes('secret'));
});

test('a wallet is restored from its words; a wrong one is marked, and the words stay to be corrected', t => {
	const state = play(start(), 'enter', chosen, 'down', 'enter', 'enter', '=secret', 'enter', '=secret', 'enter');
	t.is(state.step, 'restore');
	t.regex(play(state, 'enter').error!, /type or paste/v);
	const asked = play(state, `=${phrase}`, 'enter');
	t.deepEqual(asked.task, {kind: 'restore', name: 'default', phrase, passphrase: 'secret'});
	const failed = play(asked, {type: 'failed', message: 'word 3 is wrong', word: 3});
	t.like(failed, {step: 'restore', error: 'word 3 is wrong', wrongWord: 3, field: {text: phrase}});
	t.is(play(failed, '=x').wrongWord, undefined);
	const done = play(asked, {type: 'restored'});
	t.deepEqual(done.task, {kind: 'begin'});
	t.notRegex(JSON.stringify(done), /abandon|secret/v);
});

test('Esc goes one step back from everywhere, and forgets secrets on the way', t => {
	let state = play(start(), 'enter', chosen, 'down', 'enter', 'enter', '=secret', 'enter', '=secret', 'enter');
	const steps: string[] = [];
	while (state.step !== 'network') {
		steps.push(state.step);
		state = play(state, 'esc');
	}

	t.deepEqual(steps, ['restore', 'passphrase', 'name', 'wallet']);
	t.false(JSON.stringify(state).includes('secret'));
	t.is(play(start(), 'esc').step, 'network');
	t.is(play(start(), 'down', 'enter', 'enter', 'esc').step, 'own');
	t.is(play(atPhrase(), 'enter', 'esc').step, 'phrase');
});

test('there is no way back from the words of a wallet that is made', t => {
	const state = play(atPhrase(), 'esc');
	t.is(state.step, 'phrase');
	t.regex(state.error!, /write its words down/v);
});

test('one more wallet begins at the wallet, and Esc there cancels', t => {
	const state = start({hasNetwork: true, isMore: true, wallets: ['default']});
	t.is(state.step, 'wallet');
	t.deepEqual(play(state, 'esc').task, {kind: 'cancel'});
});

test('while something is done, keys do nothing', t => {
	const state = play(start(), 'enter');
	t.is(play(state, 'esc', 'enter', 'down', '=x'), state);
});

test('no selection ever leaves the list of answers', t => {
	let state = play(start(), {type: 'networks', names: ['dev', 'main']}, 'down', 'enter');
	for (let count = 0; count < 10; count++) {
		state = play(state, 'down');
		t.true(state.selected < optionsOf(state).length);
	}
});
