import {useState} from 'react';
import {useSurroundings} from '../../hooks/surroundings.js';
import {useLayer} from '../../hooks/use-layer.js';
import {useStore} from '../../hooks/use-store.js';
import type {TextState} from '../../keymap/edit-text.js';
import type {ExplorerStore} from '../../store/explorer-store.js';
import {type Known, readQuery} from '../../store/explorer/read-query.js';
import {searchBindings} from './bindings.js';
import {SearchBar} from './search-bar.js';

type Properties = {
	readonly store: ExplorerStore;
	readonly known: Known;
	readonly text: TextState;
	readonly onChange: (text: TextState) => void;
	readonly onClose: () => void;
};

/** Looks for something while one types it. */
export function SearchDialog({store, known, text, onChange, onClose}: Properties) {
	const {size: {columns}, theme, attempt} = useSurroundings();
	const {search} = useStore(store);
	const [chosen, setChosen] = useState(0);
	const query = readQuery(text.text, known);
	const count = query.kind === 'pages' ? query.offers.length : 1;
	const close = () => {
		store.endSearch();
		onClose();
	};

	const go = () => {
		switch (query.kind) {
			case 'empty': {
				close();
				break;
			}

			case 'pages': {
				close();
				store.open((query.offers[chosen] ?? query.offers[0]).page);
				break;
			}

			case 'hash': {
				attempt(async () => {
					if (await store.lookUp(query.hash)) {
						onClose();
					}
				});
				break;
			}

			case 'nothing': {
				store.refuse(query.why);
				break;
			}
		}
	};

	useLayer({
		level: 'field',
		bindings: searchBindings,
		actions: {
			go,
			next() {
				setChosen((chosen + 1) % count);
			},
			previous() {
				setChosen((chosen + count - 1) % count);
			},
			cancel: close,
		},
	});
	return (
		<SearchBar
			text={text} query={query} search={search} chosen={Math.min(chosen, count - 1)} width={columns} theme={theme} onChange={next => {
				setChosen(0);
				store.endSearch();
				onChange(next);
			}}
		/>
	);
}
