import {Box, Text} from 'ink';
import {TextField} from '../../components/text-field.js';
import type {TextState} from '../../keymap/edit-text.js';
import type {Query} from '../../store/explorer/read-query.js';
import type {Search} from '../../store/explorer-store.js';
import {cut, fit, printable} from '../../terminal/cells.js';
import type {Theme} from '../../theme.js';

type Properties = {
	readonly text: TextState;
	readonly query: Query;
	readonly search: Search;
	/** Which of the offers is chosen. */
	readonly chosen: number;
	readonly onChange: (text: TextState) => void;
	/** Cells. */
	readonly width: number;
	readonly theme: Theme;
};

const MOST_OFFERS = 4;
const MOST_CHARACTERS = 200;

/** Rows that the search takes. */
export const searchRows = (query: Query): number => 1 + (query.kind === 'pages' ? Math.min(MOST_OFFERS, query.offers.length) : 1);

/** What one looks for, and below it what may be meant. */
export function SearchBar({text, query, search, chosen, onChange, width, theme}: Properties) {
	return (
		<Box flexDirection='column' width={width} height={searchRows(query)}>
			<Box width={width} height={1}>
				<Text bold color={theme.accent}>{' / '}</Text>
				<TextField isFocused state={text} width={Math.max(1, width - 4)} placeholder=' height, hash, txid, address or name' most={MOST_CHARACTERS} onChange={onChange}/>
			</Box>
			<Below query={query} search={search} chosen={chosen} width={width} theme={theme}/>
		</Box>
	);
}

function Below({query, search, chosen, width, theme}: Pick<Properties, 'query' | 'search' | 'chosen' | 'width' | 'theme'>) {
	if (search.step === 'refused') {
		return <Text color={theme.bad} wrap='truncate'>{cut(` ✗ ${printable(search.why)}`, width)}</Text>;
	}

	if (search.step === 'looking') {
		return <Text dimColor wrap='truncate'>{' asking the node…'}</Text>;
	}

	switch (query.kind) {
		case 'empty': {
			return <Text dimColor wrap='truncate'>{cut('   also: tip, genesis, mempool, forks, richest', width)}</Text>;
		}

		case 'hash': {
			return <Text dimColor wrap='truncate'>{'   a block or a transaction: Enter asks the node'}</Text>;
		}

		case 'nothing': {
			return <Text dimColor wrap='truncate'>{cut(`   ${printable(query.why)}`, width)}</Text>;
		}

		case 'pages': {
			const top = Math.max(0, Math.min(chosen - MOST_OFFERS + 1, query.offers.length - MOST_OFFERS));
			return (
				<Box flexDirection='column'>
					{query.offers.slice(top, top + MOST_OFFERS).map(({label}, index) => (
						<Text key={`${top + index}`} inverse={top + index === chosen} wrap='truncate'>{fit(` ${top + index === chosen ? '›' : ' '} ${printable(label)}`, width)}</Text>
					))}
				</Box>
			);
		}
	}
}
