import test from 'ava';
import {pageLines} from '../../../source/screens/explorer/page-lines.js';
import {moveTo, spotOf} from '../../../source/screens/explorer/place.js';
import {SearchBar, searchRows} from '../../../source/screens/explorer/search-bar.js';
import {explorerLayout, ExplorerView, pageRoom} from '../../../source/screens/explorer/view.js';
import type {Size} from '../../../source/hooks/surroundings.js';
import {readQuery} from '../../../source/store/explorer/read-query.js';
import {beginWith, goTo, hereOn, placeAtStart, stopAt, type Trail} from '../../../source/store/explorer/trail.js';
import type {Search} from '../../../source/store/explorer-store.js';
import {themes} from '../../../source/theme.js';
import {golden} from '../../harness/golden.js';
import {frameOf} from '../../harness/surroundings.js';
import {contacts} from '../wallet/examples.js';
import {contents, known, newest, thousands, trailTo} from './examples.js';

const theme = themes.dark;
const sizes: readonly Size[] = [{columns: 60, rows: 18}, {columns: 80, rows: 22}, {columns: 120, rows: 38}];
const mempool = {count: 14, bytes: 3123};
const searchable = {addressPrefix: 'dev', named: contacts, tip: 1284, blocks: newest};

type Scene = {
	readonly trail: Trail;
	readonly typed?: string;
	readonly search?: Search;
	/** How often one has moved down. */
	readonly down?: number;
	readonly isAscii?: boolean;
};

function draw({trail, typed, search = {step: 'idle'}, down = 0, isAscii = false}: Scene, size: Size): string {
	const query = readQuery(typed ?? '', searchable);
	const layout = explorerLayout(size, trail, typed === undefined ? 1 : searchRows(query));
	const {width, room} = pageRoom(layout);
	const here = hereOn(trail);
	const lines = pageLines(here, {...known, isAscii}, width);
	let place = here.raw ?? here.place;
	for (let step = 0; step < down; step++) {
		place = moveTo(lines, place, 'down', room);
	}

	return frameOf(<ExplorerView
		trail={trail} lines={lines} spot={spotOf(lines, place, room)} known={{...known, isAscii}} blocks={here.content === undefined ? [] : newest} mempool={here.content && mempool} layout={layout} theme={theme}
		{...(typed !== undefined && {search: <SearchBar text={{text: typed, cursor: typed.length}} query={query} search={search} chosen={0} width={size.columns} theme={theme} onChange={() => undefined}/>})}
	/>, size);
}

const start = trailTo(contents.blocks);
const scenes: Readonly<Record<string, Scene>> = {
	...Object.fromEntries(Object.entries(contents).map(([name, content]) => [name, {trail: trailTo(content)}])),
	loading: {trail: beginWith(0, 'blocks')},
	'not-found': {trail: goTo(start, {...stopAt(1, {kind: 'block', id: 9999}), trouble: 'there is no such block'})},
	old: {trail: trailTo(contents.address, {trouble: 'no node answers'})},
	reading: {trail: trailTo(contents.address, {isReading: true})},
	'block-below': {trail: trailTo(contents.block), down: 20},
	'block-sorted': {trail: trailTo(contents.block, {order: 'largest first'})},
	'batch-below': {trail: trailTo(contents['transaction-batch']), down: 30},
	raw: {trail: trailTo(contents.transaction, {raw: placeAtStart})},
	ascii: {trail: start, isAscii: true},
	'search-empty': {trail: start, typed: ''},
	'search-names': {trail: start, typed: 'al'},
	'search-hash': {trail: trailTo(contents.block), typed: newest[3]!.hash},
	'search-looking': {trail: start, typed: newest[3]!.hash, search: {step: 'looking', hash: newest[3]!.hash}},
	'search-refused': {trail: start, typed: '🦊 nonsense\u202E', search: {step: 'refused', why: 'nothing is called so'}},
};

for (const [name, scene] of Object.entries(scenes)) {
	for (const size of sizes) {
		test(`${name} looks as it shall at ${size.columns} columns`, t => {
			const frame = draw(scene, size);
			t.true(frame.split('\n').length <= size.rows, `${frame.split('\n').length} rows`);
			golden(t, `${name}-${size.columns}`, frame, size.columns);
		});
	}
}

test('of ten thousand transfers, only those that are shown are drawn', t => {
	const lines = pageLines(hereOn(trailTo(contents['mempool-full'])), known, 76);
	const started = performance.now();
	let place = placeAtStart;
	for (let step = 0; step < 100; step++) {
		place = moveTo(lines, place, step === 50 ? 'bottom' : 'pageDown', 20);
		spotOf(lines, place, 20);
	}

	t.is(lines.count, thousands.length + 1);
	t.is(place.index, thousands.length);
	// A step of 10 ms would be felt; this is a hundredth of it, many times over on a slow machine.
	t.true(performance.now() - started < 1000);
});

test('what a stranger wrote moves no cursor', t => {
	const frame = draw({trail: trailTo({kind: 'transaction', transaction: {...contents.transaction.transaction, memo: 'a\u001B[2Jb\u202Ec'}})}, sizes[1]!);
	// eslint-disable-next-line no-control-regex -- Terminals speak in control characters.
	t.notRegex(frame, /\u{1B}\[2J|\u{202E}/v);
});
