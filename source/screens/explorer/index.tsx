import {useEffect, useMemo, useState} from 'react';
import {isAscii} from '../../hooks/is-ascii.js';
import {useSurroundings} from '../../hooks/surroundings.js';
import {useLayer} from '../../hooks/use-layer.js';
import {useNow} from '../../hooks/use-now.js';
import {useStore} from '../../hooks/use-store.js';
import type {TextState} from '../../keymap/edit-text.js';
import type {ListMove} from '../../keymap/list-state.js';
import type {Address} from '../../protocol/brands.js';
import type {Network} from '../../protocol/network.js';
import type {ExplorerStore} from '../../store/explorer-store.js';
import {nextOrder} from '../../store/explorer/figures.js';
import type {Content, Section} from '../../store/explorer/page.js';
import {type Named, readQuery} from '../../store/explorer/read-query.js';
import {hereOn} from '../../store/explorer/trail.js';
import type {NodeStore} from '../../store/node-store.js';
import type {Screen} from '../screen.js';
import {namesOf} from '../../components/names.js';
import {besideOf} from './beside.js';
import {explorerBindings} from './bindings.js';
import type {Known} from './known.js';
import {pageLines} from './page-lines.js';
import {moveTo, spotOf} from './place.js';
import {rawText} from './raw-lines.js';
import {searchRows} from './search-bar.js';
import {SearchDialog} from './search-dialog.js';
import {explorerLayout, ExplorerView, pageRoom} from './view.js';

const noText: TextState = {text: '', cursor: 0};

/** So many lines before its end, more of a list is read. */
const AHEAD = 10;

const noWallet = {addresses: [], watched: []} as const;

type Properties = {readonly store: ExplorerStore; readonly node: NodeStore; readonly network: Network};

function Explorer({store, node, network}: Properties) {
	const {program, size, theme, copy, toast, attempt} = useSurroundings();
	const {contacts, wallet} = useStore(program);
	const {addresses: own, watched} = useStore(wallet) ?? noWallet;
	const {status, blocks} = useStore(node);
	const {trail} = useStore(store);
	const now = useNow();
	const [text, setText] = useState<TextState>();
	const names = useMemo(() => namesOf({own, watched, contacts}), [own, watched, contacts]);
	const known: Known = {
		names, symbol: network.symbol, maturity: network.coinbaseMaturity, maxBlockBytes: network.maxBlockBytes, tip: status?.height, now, isAscii,
	};
	const searchable = {addressPrefix: network.addressPrefix, named: namedAddresses({own, watched, contacts}), tip: status?.height, blocks};
	const here = hereOn(trail);
	const layout = explorerLayout(size, trail, text === undefined ? 1 : searchRows(readQuery(text.text, searchable)));
	const {width, room} = pageRoom(layout);
	const lines = pageLines(here, known, width);
	const place = here.raw ?? here.place;
	const spot = spotOf(lines, place, room);
	const line = spot.selected === undefined ? undefined : lines.at(spot.selected);
	useEffect(() => store.watch(), [store]);
	const isNearEnd = spot.top + room + AHEAD >= lines.count;
	useEffect(() => {
		if (isNearEnd) {
			attempt(async () => store.more());
		}
	// Each step near the end, and whatever has come, is a reason to look whether there is more.
	}, [here.content, isNearEnd, spot.selected]);

	/** Where one is by now: a key may come before what the one before has changed is drawn. */
	const byNow = () => {
		const stop = hereOn(store.state.trail);
		const shown = stop === here ? lines : pageLines(stop, known, width);
		return {lines: shown, place: stop.raw ?? stop.place, isRaw: stop.raw !== undefined};
	};

	const move = (name: ListMove) => () => {
		const newest = byNow();
		store.move(moveTo(newest.lines, newest.place, name, room));
	};

	const begin = (section: Section) => {
		store.begin(section);
		program.rememberView('explorer.list', section);
	};

	const beside = (by: 1 | -1) => {
		const found = besideOf(trail, status?.height, by);
		return {
			disabled: 'why' in found ? found.why : undefined,
			run() {
				if ('section' in found) {
					begin(found.section);
				} else if ('page' in found) {
					store.openBeside(found.page);
				}
			},
		};
	};

	const copied = copyOf(here.content, here.raw !== undefined, line?.copy);
	useLayer({
		level: 'screen',
		bindings: explorerBindings,
		actions: {
			up: move('up'),
			down: move('down'),
			pageUp: move('pageUp'),
			pageDown: move('pageDown'),
			top: move('top'),
			bottom: move('bottom'),
			open() {
				const newest = byNow();
				const {selected} = spotOf(newest.lines, newest.place, room);
				const link = selected === undefined || newest.isRaw ? undefined : newest.lines.at(selected).link;
				if (link) {
					store.open(link);
				} else {
					toast('nothing opens here; y copies it', 'bad');
				}
			},
			search() {
				setText(noText);
			},
			back() {
				store.back();
			},
			left: beside(-1),
			right: beside(1),
			copy: {
				disabled: copied ? undefined : 'there is nothing to copy here',
				run() {
					copy(copied!.text, copied!.what);
				},
			},
			raw: {
				disabled: here.content ? undefined : 'nothing has come yet',
				run() {
					store.toggleRaw();
				},
			},
			sort: {
				disabled: hasTransactions(here.content) ? undefined : 'only transactions can be sorted',
				run() {
					store.sort(nextOrder(here.order, here.content?.kind));
				},
			},
			home() {
				begin('blocks');
			},
		},
	});

	return (
		<ExplorerView
			trail={trail} lines={lines} spot={spot} known={known} blocks={blocks} mempool={status?.mempool} layout={layout} theme={theme}
			{...(text && {search: <SearchDialog
				store={store} known={searchable} text={text} onChange={setText} onClose={() => {
					setText(undefined);
				}}
			/>})}
		/>
	);
}

/** Whom one can look for by name. */
const namedAddresses = ({own, watched, contacts}: {
	readonly own: readonly Address[];
	readonly watched: ReadonlyArray<{readonly address: Address; readonly label: string}>;
	readonly contacts: readonly Named[];
}): readonly Named[] => [
	...contacts,
	...own.map((address, index) => ({name: index === 0 ? 'you' : `you ${index + 1}`, address})),
	...watched.map(({address, label}) => ({name: label, address})),
];

const hasTransactions = (content: Content | undefined): boolean => content?.kind === 'mempool' || content?.kind === 'block';

/** Of raw JSON all of it, else what one is on. */
function copyOf(content: Content | undefined, isRaw: boolean, copy: {readonly text: string; readonly what: string} | undefined) {
	return isRaw && content ? {text: rawText(content), what: 'JSON'} : copy;
}

function ExplorerScreen() {
	const {program} = useSurroundings();
	const {explorer, node, network} = useStore(program);
	return explorer && node && network && <Explorer store={explorer} node={node} network={network}/>;
}

/** What is on the chain. */
export const explorerScreen: Screen = {
	id: 'explorer', title: 'Explorer', key: '5', bindings: explorerBindings, View: ExplorerScreen,
};
