import test from 'ava';
import {otherChoice} from '../../source/components/form-view.js';
import {completeContact, contactNamed} from '../../source/components/contacts/complete-contact.js';
import {changeForm, firstWrong, isEmptyForm, startForm, textOf, textsOf} from '../../source/components/form-state.js';
import {contacts} from '../screens/wallet/examples.js';

const names = ['one', 'two', 'three'] as const;

test('after the last field comes the first one, and before the first the last', t => {
	const start = startForm(names);
	t.is(start.focus, 'one');
	t.is(changeForm(names, start, {type: 'previous'}).focus, 'three');
	const last = changeForm(names, changeForm(names, start, {type: 'next'}), {type: 'next'});
	t.is(last.focus, 'three');
	t.is(changeForm(names, last, {type: 'next'}).focus, 'one');
});

test('what is typed into one field leaves the others and the focus as they are', t => {
	const form = changeForm(names, startForm(names, {one: 'a'}), {type: 'edit', name: 'two', text: textOf('b')});
	t.deepEqual(textsOf(form), {one: 'a', two: 'b', three: ''});
	t.is(form.focus, 'one');
	t.false(isEmptyForm(form));
	t.true(isEmptyForm(startForm(names)));
});

test('the first wrong field is the topmost', t => {
	t.is(firstWrong(names, {three: 'no', two: 'no'}), 'two');
	t.is(firstWrong(names, {}), undefined);
});

test('a name is completed by its beginning first, then by a part of it', t => {
	t.deepEqual(completeContact('AL', contacts).map(({name}) => name), ['alice', 'Albert']);
	t.deepEqual(completeContact('be', contacts).map(({name}) => name), ['Albert']);
	t.deepEqual(completeContact('alice ', contacts), []);
	t.deepEqual(completeContact('', contacts), []);
	t.is(contactNamed(' ALICE', contacts)?.name, 'alice');
});

test('choices go round', t => {
	const field = {choices: [{value: '', label: 'any'}, {value: 'a', label: 'a'}, {value: 'b', label: 'b'}]};
	t.deepEqual(['', 'a', 'b', 'gone'].map(value => otherChoice(field, value, 1)), ['a', 'b', '', '']);
	t.deepEqual(['', 'a', 'b'].map(value => otherChoice(field, value, -1)), ['b', '', 'a']);
	t.is(otherChoice({}, 'x', 1), 'x');
});
