import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {Peer} from '../../api/peer.js';
import {LogList} from '../../components/log-list.js';
import {Panel} from '../../components/panel.js';
import type {LogLine} from '../../store/log-line.js';
import type {NodeState} from '../../store/node-store.js';
import type {Theme} from '../../theme.js';
import type {BlockRow} from '../../components/block-rows.js';
import {BlocksPanel, type Place} from './blocks-panel.js';
import type {BlockOrder} from './chain-figures.js';
import {ChainPanel} from './chain-panel.js';
import type {NodeFocus, NodeLayout} from './layout.js';
import {NetworkPanel} from './network-panel.js';
import {PeersPanel} from './peers-panel.js';

type Properties = {
	readonly state: NodeState;
	/** All of them, newest first. */
	readonly allBlocks: readonly BlockRow[];
	readonly network: {readonly name: string; readonly blockTime: number; readonly retargetWindow: number};
	readonly url: string | undefined;
	readonly isOwn: boolean;
	/** Where neighbours can ask it; nowhere, while they cannot. */
	readonly lanUrls: readonly string[];
	readonly blocks: Place<BlockRow> & {readonly order: BlockOrder};
	readonly peers: Place<Peer>;
	readonly log: Place<LogLine>;
	/** What the log is filtered by; empty when it is not. */
	readonly filter: string;
	/** Where the filter is typed, while it is. */
	readonly filterField?: ReactNode;
	readonly focus: NodeFocus;
	/** Seconds since 1970. */
	readonly now: number;
	readonly layout: NodeLayout;
	readonly isAscii: boolean;
	readonly theme: Theme;
};

/** The screen Node. */
export function NodeView({state, allBlocks, network, url, isOwn, lanUrls, blocks, peers, log, filter, filterField, focus, now, layout, isAscii, theme}: Properties) {
	const {left, right, head} = layout;
	const common = {state, now, height: head, isAscii, theme};
	const isLog = focus === 'log';
	return (
		<Box flexDirection='column'>
			<Box>
				<ChainPanel {...common} rows={allBlocks} blockTime={network.blockTime} hasRetarget={network.retargetWindow > 0} width={left}/>
				<NetworkPanel {...common} name={network.name} url={url} isOwn={isOwn} lanUrls={lanUrls} width={right}/>
			</Box>
			<Box flexDirection={layout.isWide ? 'row' : 'column'}>
				<Box flexDirection='column'>
					{layout.blocks.rows > 0 && <BlocksPanel {...blocks} isFocused={focus === 'blocks'} now={now} size={layout.blocks} theme={theme}/>}
					{layout.peers.rows > 0 && <PeersPanel {...peers} isFocused={focus === 'peers'} now={now} size={layout.peers} theme={theme}/>}
				</Box>
				<Panel title='Log' note={filter === '' ? '' : `/${filter}`} width={layout.log.columns} height={layout.log.rows} color={isLog ? theme.accent : undefined}>
					{filterField}
					<LogList
						lines={log.rows} width={Math.max(0, layout.log.columns - 4)} height={layout.log.rows - (filterField === undefined ? 2 : 3)} top={log.top}
						selected={isLog && filterField === undefined ? log.selected : undefined} empty={filter === '' ? 'Nothing has happened yet' : 'Nothing has this in it'} theme={theme}
					/>
				</Panel>
			</Box>
		</Box>
	);
}
