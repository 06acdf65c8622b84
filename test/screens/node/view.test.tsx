import process from 'node:process';
import test from 'ava';
import {Text} from 'ink';
import {Fields} from '../../../source/components/fields.js';
import {Panel} from '../../../source/components/panel.js';
import {blockFields} from '../../../source/screens/node/block-details.js';
import {blockRows} from '../../../source/components/block-rows.js';
import {sortedRows} from '../../../source/screens/node/chain-figures.js';
import {nodeLayout} from '../../../source/screens/node/layout.js';
import {NodeView} from '../../../source/screens/node/view.js';
import {themes} from '../../../source/theme.js';
import {goldenFrames} from '../../harness/golden-frames.js';
import {
	blocks, log, miner, NOW, peers, running, unknown, wholeBlock,
} from './fixture.js';

// The clock in the log is that of where the person is.
process.env['TZ'] = 'UTC';

const rows = blockRows(blocks);
const common = {
	state: running,
	allBlocks: rows,
	network: {name: 'club', blockTime: 30, retargetWindow: 20},
	url: 'http://127.0.0.1:5000',
	isOwn: true,
	lanUrls: [],
	blocks: {rows, selected: 0, top: 0, order: 'height'},
	peers: {rows: peers, selected: 0, top: 0},
	log: {rows: log, selected: 0, top: 0},
	filter: '',
	focus: 'blocks',
	now: NOW,
	isAscii: false,
	theme: themes.dark,
} as const;

test('a node at work', t => {
	goldenFrames(t, 'running', size => <NodeView {...common} layout={nodeLayout(size, 'blocks')}/>);
});

test('a node that has not answered yet knows nothing', t => {
	goldenFrames(t, 'unknown', size => (
		<NodeView
			{...common} state={unknown} allBlocks={[]} url={undefined} blocks={{...common.blocks, rows: []}} peers={{rows: [], selected: 0, top: 0}} log={{rows: [], selected: 0, top: 0}} layout={nodeLayout(size, 'blocks')}
		/>
	));
});

test('a node of somebody else that does not answer any more', t => {
	goldenFrames(t, 'trouble', size => (
		<NodeView
			{...common} isOwn={false} url='https://a-node-with-a-very-long-name.of-somebody-else.example.org:50123' state={{...running, trouble: 'no node answers at http://127.0.0.1:5000'}}
			layout={nodeLayout(size, 'blocks')}
		/>
	));
});

test('the log in front, filtered, in characters that every terminal has', t => {
	goldenFrames(t, 'log', size => (
		<NodeView {...common} isAscii focus='log' filter='block' filterField={<Text>/ block</Text>} log={{rows: log.filter(({kind}) => kind === 'block'), selected: 1, top: 0}} layout={nodeLayout(size, 'log')}/>
	));
});

test('blocks sorted by their size, far down, where nothing retargets', t => {
	goldenFrames(t, 'sorted', size => (
		<NodeView {...common} network={{name: 'dev', blockTime: 10, retargetWindow: 0}} blocks={{rows: sortedRows(rows, 'size'), selected: 41, top: 40, order: 'size'}} layout={nodeLayout(size, 'blocks')}/>
	));
});

test('peers, one of whose clocks is off, one that cannot be reached, one that is banned, and one that dialled us', t => {
	goldenFrames(t, 'peers', size => (
		<NodeView {...common} lanUrls={['http://192.168.1.5:5000']} focus='peers' peers={{rows: peers, selected: 2, top: 0}} layout={nodeLayout(size, 'peers', 'peers')}/>
	));
});

test('a node whose own clock is off', t => {
	goldenFrames(t, 'clock', size => <NodeView {...common} state={{...running, status: {...running.status!, clock_offset: 95}}} layout={nodeLayout(size, 'blocks')}/>);
});

test('catching up with a heavier chain', t => {
	const sync = {
		state: 'blocks', height: 1284, headers: 12_840, percent: 10, blocks_per_second: 212.4, seconds_left: 54, peers: 2,
	} as const;
	goldenFrames(t, 'syncing', size => <NodeView {...common} state={{...running, sync}} layout={nodeLayout(size, 'blocks')}/>);
	goldenFrames(t, 'syncing-headers', size => <NodeView {...common} isAscii state={{...running, sync: {...sync, state: 'headers', percent: 0, blocks_per_second: null, seconds_left: null}}} layout={nodeLayout(size, 'blocks')}/>);
});

test('no peers yet', t => {
	goldenFrames(t, 'no-peers', size => <NodeView {...common} focus='peers' peers={{rows: [], selected: 0, top: 0}} layout={nodeLayout(size, 'peers', 'peers')}/>);
});

test('a block in full', t => {
	goldenFrames(t, 'block', ({columns}) => {
		const width = Math.min(84, columns);
		const fields = blockFields(wholeBlock, {symbol: 'CLUB', nameOf: address => address === miner ? `${address} (you)` : address, width: width - 4, now: NOW});
		return <Panel title='Block #1,284' width={width} height={fields.length + 2}><Fields fields={fields} width={width - 4} labelWidth={13}/></Panel>;
	});
});
