import test from 'ava';
import type {Page} from '../../../source/store/explorer/page.js';
import {
	beginWith, changeHere, changeStop, goBack, goBeside, goTo, hereOn, placeAtStart, stopAt, type Trail,
} from '../../../source/store/explorer/trail.js';

const block = (id: number): Page => ({kind: 'block', id});
const way = (trail: Trail) => trail.map(({page}) => 'id' in page ? `${page.kind} ${page.id}` : page.kind);

test('each page that is opened is a step, and each step back leads to the one before', t => {
	let trail = beginWith(0, 'blocks');
	trail = goTo(trail, stopAt(1, block(7)));
	trail = goTo(trail, stopAt(2, block(8)));
	t.deepEqual(way(trail), ['blocks', 'block 7', 'block 8']);
	trail = goBack(trail);
	t.deepEqual(way(trail), ['blocks', 'block 7']);
	trail = goBack(goBack(goBack(trail)));
	t.deepEqual(way(trail), ['blocks']);
});

test('the page one is on already is no step', t => {
	const trail = goTo(beginWith(0, 'blocks'), stopAt(1, block(7)));
	t.deepEqual(way(goTo(trail, stopAt(2, block(7)))), ['blocks', 'block 7']);
	t.is(hereOn(goTo(trail, stopAt(2, block(7)))).id, 1);
});

test('the block beside takes the place of the one before it', t => {
	const trail = goTo(beginWith(0, 'richest'), stopAt(1, block(7)));
	t.deepEqual(way(goBeside(trail, stopAt(2, block(8)))), ['richest', 'block 8']);
});

test('the first step back leads out of the raw JSON', t => {
	const raw = changeHere(goTo(beginWith(0, 'blocks'), stopAt(1, block(7))), {raw: placeAtStart});
	const page = goBack(raw);
	t.is(hereOn(page).raw, undefined);
	t.deepEqual(way(page), ['blocks', 'block 7']);
});

test('a way without end is forgotten from its second step on', t => {
	let trail = beginWith(0, 'blocks');
	for (let height = 1; height <= 500; height++) {
		trail = goTo(trail, stopAt(height, block(height)));
	}

	t.is(trail.length, 50);
	t.deepEqual([way(trail)[0], way(trail).at(-1)], ['blocks', 'block 500']);
});

test('what comes for a stop that is gone changes nothing', t => {
	const trail = beginWith(0, 'blocks');
	t.deepEqual(changeStop(trail, 9, {trouble: 'no'}), trail);
});
