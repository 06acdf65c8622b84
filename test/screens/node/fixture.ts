import type {BlockObject, BlockSummary} from '../../../source/api/block.js';
import type {Peer} from '../../../source/api/peer.js';
import type {Address, Hash} from '../../../source/protocol/brands.js';
import type {LogLine} from '../../../source/store/log-line.js';
import type {NodeState} from '../../../source/store/node-store.js';

/** 2026-01-02 12:00:00 UTC */
export const NOW = 1_767_355_200;

const peer = {
	address: '192.168.1.20:5000', id: '192.168.1.20:5000', url: 'http://192.168.1.20:5000', direction: 'out', state: 'connected', height: 1284, chainwork: '6000000000', version: '0.1.0', ping_ms: 2.4, clock_offset: 0, sent: 12_345, received: 2_345_678, seen: NOW - 4, penalty: 0, banned_until: null, trouble: null,
} as const satisfies Peer;

export const peers: readonly Peer[] = [
	peer,
	{...peer, address: 'teacher.local:5000', id: 'teacher.local:5000', url: 'http://teacher.local:5000', height: 1283, clock_offset: -95, ping_ms: 31},
	{...peer, address: '10.0.0.99:5000', id: '10.0.0.99:5000', url: 'http://10.0.0.99:5000', state: 'waiting', height: null, chainwork: null, version: null, ping_ms: null, clock_offset: null, seen: NOW - 7200, trouble: 'no node answers at http://10.0.0.99:5000: nothing listens there'},
	{...peer, address: '203.0.113.7:5000', id: '203.0.113.7:5000', url: 'http://203.0.113.7:5000', state: 'banned', height: null, ping_ms: null, clock_offset: null, penalty: 0, banned_until: NOW + 1800, trouble: 'sent what breaks the rules'},
	{...peer, address: '192.168.1.33', id: '0123456789abcdef', url: null, direction: 'in', height: null, chainwork: null, version: null, ping_ms: null, clock_offset: null, sent: 0, received: 0, seen: NOW},
];

export const hashOf = (height: number): Hash => (height * 0x9e37_79b1 % 0x1_0000_0000).toString(16).padStart(8, '0').repeat(8).replace(/^.{5}/v, '00000') as Hash;

const intervals = [12, 55, 31, 4, 29, 80, 17, 33, 41, 8, 26, 30, 62, 3, 21];

const ageOf = (index: number): number => Array.from({length: index}, (_, each) => intervals[each % intervals.length]!).reduce((sum, seconds) => sum + seconds, 14);

const blockAt = (height: number, index: number): BlockSummary => ({
	hash: hashOf(height),
	height,
	version: 1,
	previous_hash: hashOf(height - 1),
	merkle_root: hashOf(height + 7_000_000),
	time: NOW - ageOf(index),
	bits: '1e3fffff',
	nonce: 123_456_789 + height,
	difficulty: 5_000_000 - index * 10_000,
	chainwork: String(height * 5_000_000),
	size: 187 + height % 7 * 113,
	confirmations: index + 1,
	transaction_count: 1 + height % 7,
});

export const blocks: readonly BlockSummary[] = Array.from({length: 60}, (_, index) => blockAt(1284 - index, index));

const line = (age: number, kind: LogLine['kind'], text: string): LogLine => ({time: NOW - age, kind, text});

export const log: readonly LogLine[] = [
	line(14, 'block', `block #1284 ${hashOf(1284)} (4 tx)`),
	line(20, 'transaction', `transfer ${hashOf(99)} waits`),
	line(26, 'block', `block #1283 ${hashOf(1283)} (3 tx)`),
	line(840, 'reorg', 'reorganisation above #1279: 2 blocks replaced'),
	line(900, 'bad', 'from elsewhere: \u001B[2Jrubbish \u202Eand more of it, longer than any terminal that there is, longer than a line could be'),
	line(960, 'note', 'the node has started'),
];

export const running: NodeState = {
	status: {
		network: 'club', genesis: hashOf(1), height: 1284, tip: hashOf(1284), headers: 1284, synced: true, chainwork: '6420000000', difficulty: 5_120_000, hashrate: 171_400, clock_offset: null,
		peers: 3, mempool: {count: 14, bytes: 3123}, version: '0.1.0', uptime: 4000,
	},
	fees: {minimum: 100, economy: 100, normal: 250, priority: 1200},
	blocks,
	reorgs: {count: 1, last: {depth: 2, time: NOW - 840}},
	mempool: [0, 1, 2, 2, 5, 7, 0, 3, 9, 14],
	peers,
	sync: undefined,
	log,
	trouble: undefined, heardAt: NOW,
};

export const unknown: NodeState = {
	status: undefined, fees: undefined, blocks: [], reorgs: {count: 0, last: undefined}, mempool: [], peers: [], sync: undefined, log: [], trouble: undefined, heardAt: undefined,
};

export const miner = 'club1qqhmgv2ytp9u9fzeeycdclx3hdxtrr5nz6spfak' as Address;

export const wholeBlock: BlockObject = {
	...blocks[0]!,
	transaction_count: 1,
	transactions: [{
		id: hashOf(5), type: 'coinbase', sender: null, public_key: null, nonce: null, fee: '0', outputs: [{recipient: miner, amount: '50.0002'}], memo: null, memo_hex: '', signature: null, size: 107,
		status: {confirmed: true, height: 1284, block_hash: hashOf(1284), time: NOW - 14, confirmations: 1},
	}],
};
