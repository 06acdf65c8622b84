import type {Peer} from '../../api/peer.js';
import {type DataColumn, DataTable} from '../../components/data-table.js';
import {Panel} from '../../components/panel.js';
import type {Size} from '../../hooks/surroundings.js';
import {
	formatAgo, formatBytes, formatCount, UNKNOWN,
} from '../../terminal/format.js';
import type {Theme} from '../../theme.js';
import type {Place} from './blocks-panel.js';

type Properties = Place<Peer> & {
	readonly isFocused: boolean;
	/** Seconds since 1970. */
	readonly now: number;
	readonly size: Size;
	readonly theme: Theme;
};

/** A clock that is off by more seconds than this is worth a word: it is the commonest reason why a computer seems to hang. */
export const CLOCK_OFF = 20;

const stateOf = ({state, clock_offset: offset}: Peer): string => state === 'connected' && offset !== null && Math.abs(offset) > CLOCK_OFF ? `clock ${offset > 0 ? '+' : ''}${offset} s` : state;

function columnsAt(now: number, theme: Theme): ReadonlyArray<DataColumn<Peer>> {
	const colorOf = (peer: Peer): string | undefined => {
		if (peer.state === 'connected') {
			return stateOf(peer) === 'connected' ? theme.good : theme.warning;
		}

		return peer.state === 'banned' ? theme.bad : undefined;
	};

	return [
		{title: 'ADDRESS', width: 21, text: ({address}) => address},
		{title: 'DIR', width: 3, rank: 1, text: ({direction}) => direction},
		{title: 'STATE', text: stateOf, color: colorOf},
		{title: 'HEIGHT', width: 8, align: 'right', text: ({height}) => formatCount(height)},
		{title: 'PING', width: 7, align: 'right', rank: 2, text: ({ping_ms: ping}) => ping === null ? UNKNOWN : `${Math.round(ping)} ms`},
		{title: 'SENT', width: 7, align: 'right', rank: 4, text: ({direction, sent}) => direction === 'in' ? UNKNOWN : formatBytes(sent)},
		{title: 'RECV', width: 7, align: 'right', rank: 4, text: ({direction, received}) => direction === 'in' ? UNKNOWN : formatBytes(received)},
		{title: 'VERSION', width: 8, rank: 5, text: ({version}) => version ?? UNKNOWN},
		{title: 'SEEN', width: 6, align: 'right', rank: 3, text: ({seen}) => seen === null ? UNKNOWN : formatAgo(seen, now).replace(' ago', '')},
	];
}

/** The other nodes: those that this one dials, and those that dial it. What is wrong with the selected one stands below. */
export function PeersPanel({rows, selected, top, isFocused, now, size: {columns, rows: height}, theme}: Properties) {
	const trouble = isFocused ? rows[selected]?.trouble ?? '' : '';
	return (
		<Panel title='Peers' note={trouble} width={columns} height={height} color={isFocused ? theme.accent : undefined}>
			<DataTable
				columns={columnsAt(now, theme)} rows={rows} keyOf={({id}) => id} width={Math.max(0, columns - 4)} height={Math.max(0, height - 2)}
				top={top} selected={isFocused ? selected : undefined} empty='No peers: a adds one'
			/>
		</Panel>
	);
}
