import {Box, Text} from 'ink';
import {Fields} from '../../components/fields.js';
import {Panel} from '../../components/panel.js';
import {sparkline} from '../../components/sparkline.js';
import type {NodeState} from '../../store/node-store.js';
import {
	formatAgo, formatBytes, formatCount, UNKNOWN,
} from '../../terminal/format.js';
import type {Theme} from '../../theme.js';

type Properties = {
	readonly state: NodeState;
	/** What the network is called. */
	readonly name: string;
	/** Where others can ask the node. */
	readonly url: string | undefined;
	/** Whether the node ends with this program. */
	readonly isOwn: boolean;
	/** Seconds since 1970. */
	readonly now: number;
	readonly width: number;
	readonly height: number;
	readonly isAscii: boolean;
	readonly theme: Theme;
};

/** The node itself, and what waits in it. */
export function NetworkPanel({state: {status, fees, reorgs, mempool, trouble}, name, url, isOwn, now, width, height, isAscii, theme}: Properties) {
	const inside = Math.max(0, width - 4);
	const isNarrow = inside < 32;
	return (
		<Panel title='Network' note={name} width={width} height={height}>
			<Fields
				width={inside} labelWidth={isNarrow ? 7 : 10} fields={[
					{label: 'API', value: (isNarrow ? url?.replace(/^https?:\/\//v, '') : url) ?? 'closed'},
					trouble === undefined
						? {label: 'Node', value: isOwn ? 'in this program' : 'of another program'}
						: {label: 'Node', value: trouble, color: theme.bad},
					{label: 'Reorgs', value: formatCount(reorgs.count), note: reorgs.last && `depth ${reorgs.last.depth}, ${formatAgo(reorgs.last.time, now)}`, color: reorgs.count > 0 ? theme.warning : undefined},
					{label: 'Mempool', value: status ? `${formatCount(status.mempool.count)} waiting` : UNKNOWN, note: status && formatBytes(status.mempool.bytes)},
					{label: 'Fees', value: fees ? `${formatCount(fees.economy)} / ${formatCount(fees.normal)} / ${formatCount(fees.priority)}` : UNKNOWN, note: 'a byte'},
				]}
			/>
			<Box aria-hidden><Text color={theme.accent} wrap='truncate'>{sparkline(mempool, inside, isAscii)}</Text></Box>
		</Panel>
	);
}
