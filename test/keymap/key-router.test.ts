import test from 'ava';
import {KeyRouter, type Layer} from '../../source/keymap/key-router.js';
import {keyEvent} from '../../source/terminal/key-event.js';

const open = () => {
	const happened: string[] = [];
	const router = new KeyRouter(why => {
		happened.push(`not: ${why}`);
	});
	const add = (level: Layer['level'], keys: Readonly<Record<string, string>>, capture?: Layer['capture']) => router.add(() => ({
		level,
		bindings: Object.entries(keys).map(([key, id]) => ({id, keys: [key], label: id})),
		actions: Object.fromEntries(Object.values(keys).map(id => [id, () => {
			happened.push(`${level} ${id}`);
		}])),
		capture,
	}));
	return {router, add, happened};
};

test('what is in front gets a key first', t => {
	const {router, add, happened} = open();
	add('screen', {a: 'first', b: 'own'});
	add('global', {a: 'second', q: 'quit'});
	for (const key of ['a', 'b', 'q', 'z']) {
		router.dispatch(keyEvent(key, key));
	}

	t.deepEqual(happened, ['screen first', 'screen own', 'global quit']);
});

test('a field takes what it wants, and says so', t => {
	const {router, add, happened} = open();
	add('screen', {a: 'a', enter: 'enter'});
	const leave = add('field', {}, event => event.type === 'key' && event.text !== '');
	t.true(router.dispatch(keyEvent('a', 'a')));
	t.false(router.dispatch(keyEvent('enter')));
	leave();
	t.false(router.dispatch(keyEvent('a', 'a')));
	t.deepEqual(happened, ['screen enter', 'screen a']);
});

test('behind a dialog nothing gets keys but what always works', t => {
	const {router, add, happened} = open();
	add('global', {q: 'quit', 'ctrl+c': 'interrupt'});
	add('screen', {a: 'a'});
	const close = add('modal', {y: 'yes'});
	for (const key of ['q', 'a', 'y', 'ctrl+c']) {
		router.dispatch(keyEvent(key));
	}

	close();
	router.dispatch(keyEvent('a'));
	t.deepEqual(happened, ['modal yes', 'global interrupt', 'screen a']);
});

test('a key that does nothing now says why', t => {
	const {router, happened} = open();
	router.add(() => ({level: 'screen', bindings: [{id: 'go', keys: ['g'], label: 'go'}], actions: {go: {disabled: 'not yet', run: t.fail}}}));
	router.dispatch(keyEvent('g'));
	t.deepEqual(happened, ['not: not yet']);
});
