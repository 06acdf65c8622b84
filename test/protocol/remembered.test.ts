import test from 'ava';
import {remembered} from '../../source/protocol/remembered.js';

test('what was answered is not asked again, whatever the answer was', t => {
	const asked: string[] = [];
	const isLong = remembered((text: string, least: number) => {
		asked.push(text);
		return text.length >= least;
	}, (text, least) => `${least} ${text}`);
	t.deepEqual([isLong('one', 3), isLong('one', 4), isLong('one', 3), isLong('one', 4)], [true, false, true, false]);
	t.deepEqual(asked, ['one', 'one']);
});

test('what is thrown is not remembered', t => {
	let isBroken = true;
	const answer = remembered(() => {
		if (isBroken) {
			throw new Error('not yet');
		}

		return 'now';
	}, () => '');
	t.throws(answer, {message: 'not yet'});
	isBroken = false;
	t.is(answer(), 'now');
});

test('it keeps no more than so much, and answers right for ever', t => {
	let asked = 0;
	const square = remembered((number: number) => {
		asked++;
		return number ** 2;
	}, String);
	for (let round = 0; round < 2; round++) {
		for (let number = 0; number <= 10_000; number++) {
			t.is(square(number), number ** 2);
		}
	}

	t.is(asked, 20_002);
});
