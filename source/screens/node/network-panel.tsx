import {Box, Text} from 'ink';
import {type Field, Fields} from '../../components/fields.js';
import {Panel} from '../../components/panel.js';
import {sparkline} from '../../components/sparkline.js';
import type {NodeState} from '../../store/node-store.js';
import {
	formatAgo, formatBytes, formatCount, UNKNOWN,
} from '../../terminal/format.js';
import type {Theme} from '../../theme.js';
import {CLOCK_OFF} from './peers-panel.js';

/** Open to the LAN, the address is the one to tell a neighbour. */
function apiField(url: string | undefined, {isShort, isOpen, isOwn}: {readonly isShort: boolean; readonly isOpen: boolean; readonly isOwn: boolean}): Field {
	return {
		label: 'API',
		value: (isShort ? url?.replace(/^https?:\/\//v, '') : url) ?? 'closed',
		note: isOwn ? `LAN ${isOpen ? 'on' : 'off'}` : 'another program',
	};
}

function peersField({status, peers}: NodeState, theme: Theme): Field {
	const connected = peers.filter(({state}) => state === 'connected');
	const incoming = connected.filter(({direction}) => direction === 'in').length;
	const offset = status?.clock_offset ?? 0;
	return Math.abs(offset) > CLOCK_OFF
		? {label: 'Peers', value: `clock ${Math.abs(offset)} s ${offset > 0 ? 'behind' : 'ahead'}`, note: 'set it right', color: theme.warning}
		: {label: 'Peers', value: status ? formatCount(connected.length) : UNKNOWN, note: connected.length === 0 ? undefined : `${incoming} in / ${connected.length - incoming} out`};
}

type Properties = {
	readonly state: NodeState;
	/** What the network is called. */
	readonly name: string;
	/** Where others can ask the node. */
	readonly url: string | undefined;
	/** Whether the node ends with this program. */
	readonly isOwn: boolean;
	/** Where neighbours can ask it; nowhere, while they cannot. */
	readonly lanUrls: readonly string[];
	/** Seconds since 1970. */
	readonly now: number;
	readonly width: number;
	readonly height: number;
	readonly isAscii: boolean;
	readonly theme: Theme;
};

/** The node itself, and what waits in it. */
export function NetworkPanel({state, name, url, isOwn, lanUrls, now, width, height, isAscii, theme}: Properties) {
	const {status, fees, reorgs, mempool, trouble} = state;
	const inside = Math.max(0, width - 4);
	const isNarrow = inside < 32;
	return (
		<Panel title='Network' note={name} width={width} height={height}>
			<Fields
				width={inside} labelWidth={isNarrow ? 7 : 10} fields={[
					apiField(lanUrls[0] ?? url, {isShort: inside < 42, isOpen: lanUrls.length > 0, isOwn}),
					trouble === undefined ? peersField(state, theme) : {label: 'Node', value: trouble, color: theme.bad},
					{label: 'Reorgs', value: formatCount(reorgs.count), note: reorgs.last && `depth ${reorgs.last.depth}, ${formatAgo(reorgs.last.time, now)}`, color: reorgs.count > 0 ? theme.warning : undefined},
					{label: 'Mempool', value: status ? `${formatCount(status.mempool.count)} waiting` : UNKNOWN, note: status && formatBytes(status.mempool.bytes)},
					{label: 'Fees', value: fees ? `${formatCount(fees.economy)} / ${formatCount(fees.normal)} / ${formatCount(fees.priority)}` : UNKNOWN, note: 'a byte'},
				]}
			/>
			<Box aria-hidden><Text color={theme.accent} wrap='truncate'>{sparkline(mempool, inside, isAscii)}</Text></Box>
		</Panel>
	);
}
