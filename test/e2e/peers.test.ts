import {readFile} from 'node:fs/promises';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import type {Peer} from '../../source/api/peer.js';
import {encodeAddress} from '../../source/protocol/address.js';
import type {NetworkFile} from '../../source/protocol/network.js';
import {presets} from '../../source/protocol/presets.js';
import {alice, carol} from '../harness/keys.js';
import {type Home, type Running, temporaryHome} from '../harness/program.js';
import {LinkProxy} from '../harness/simulator/link-proxy.js';

/*
Nodes that find, keep and refuse each other, by commands alone.
*/

type Started = Running & {readonly url: string};
type BlockEvent = {readonly height: number};

const hasPeer = (state: Peer['state'], direction: Peer['direction'] = 'out') => (peer: Peer) => peer.state === state && peer.direction === direction;
const atLeast = (height: number) => (block: BlockEvent) => block.height >= height;

const peersOf = async (home: Home): Promise<Peer[]> => home.json<Peer[]>(['peers']);

async function mineAt(home: Home, blocks: number, words: readonly string[] = []): Promise<void> {
	await home.events(['mine', '--blocks', String(blocks), '--address', alice.address, '--threads', '1', ...words]);
}

/** A web server that answers with what it is given, for each path. */
async function answering(t: ExecutionContext, answers: Readonly<Record<string, string>>): Promise<string> {
	const server: Server = createServer((request, response) => {
		const [pathname = ''] = (request.url ?? '').split('?');
		response.setHeader('content-type', 'application/json').end(answers[pathname] ?? '{}');
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	t.teardown(() => {
		server.closeAllConnections();
		server.close();
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test.serial('whoever joins gets the network and the chain, and what they mine reaches who was there', async t => {
	const host = await temporaryHome(t, 'club');
	const guest = await temporaryHome(t, 'club');
	const {file} = await host.json<{file: NetworkFile}>(['network', 'create', 'club', '--preset', 'dev', '--symbol', 'CLB']);
	const address = encodeAddress(carol.account, file.address_prefix);
	const node = await host.startNode();
	await host.events(['mine', '--blocks', '3', '--threads', '1', '--address', address]);
	const joined = guest.start(['join', node.url, '--port', '0', '--json', '--mine', '--threads', '1', '--address', address]);
	t.like(await joined.event('ready'), {network: 'club'});
	await joined.event<Peer>('peer', hasPeer('connected'));
	await node.event<BlockEvent>('block', atLeast(4));
	const {code} = await joined.stop();
	t.is(code, 0);
	// The network has stayed, and so has the peer.
	const again = await guest.startNode();
	await again.event<Peer>('peer', hasPeer('connected'));
	const remembered = await peersOf(guest);
	t.true(remembered.some(({url}) => url === node.url));
});

test.serial('a node looks for a peer that is not there yet until it comes, and remembers it when it is started again', async t => {
	const [early, late] = [await temporaryHome(t), await temporaryHome(t)];
	const door = await LinkProxy.open(1);
	t.teardown(() => {
		door.close();
	});
	const waiting = await early.startNode('--peer', door.url);
	await waiting.event<Peer>('peer', hasPeer('waiting'));
	t.like(await peersOf(early), [{url: door.url, height: null}]);

	const came = await late.startNode();
	await mineAt(late, 3);
	door.targetPort = Number(new URL(came.url).port);
	await waiting.event<Peer>('peer', hasPeer('connected'));
	await waiting.event<BlockEvent>('block', atLeast(3));

	await waiting.stop();
	await mineAt(late, 2);
	const again = await early.startNode();
	await again.event<Peer>('peer', hasPeer('connected'));
	await again.event<BlockEvent>('block', atLeast(5));
	t.like(await early.json(['status']), {height: 5});
});

test.serial('peers are added and removed while the node runs', async t => {
	const [own, other] = [await temporaryHome(t), await temporaryHome(t)];
	const {url} = await other.startNode();
	const node = await own.startNode();
	const added = await own.json<Peer>(['peers', 'add', url]);
	t.like(added, {url, state: 'connected', direction: 'out', trouble: null});
	await mineAt(other, 2);
	await node.event<BlockEvent>('block', atLeast(2));
	// Twice is no error, and no second peer.
	await own.json(['peers', 'add', url.replace('http://', '')]);
	// Each has told the other where it is: both dial, and whoever dials cannot be sent away.
	const {id} = await node.event<Peer>('peer', hasPeer('connected', 'in'));
	const both = await peersOf(own);
	t.deepEqual(both.map(({direction}) => direction), ['out', 'in']);
	t.like(await own.refused(['peers', 'remove', id]), {exit: 2, code: 'invalid_request'});

	t.deepEqual(await own.json(['peers', 'remove', url]), {id: new URL(url).host});
	await node.event<Peer>('peer', hasPeer('removed'));
	const left = await peersOf(own);
	t.true(left.every(({direction}) => direction === 'in'));
	t.like(await own.refused(['peers', 'remove', url]), {exit: 1, code: 'not_found'});
});

const refusals: ReadonlyArray<{name: string; url: (own: Started, foreign: Started) => string; exit: number; code: string}> = [
	{name: 'itself', url: own => own.url, exit: 1, code: 'peer_is_self'},
	{name: 'a node of another network', url: (_own, foreign) => foreign.url, exit: 1, code: 'wrong_network'},
	{name: 'where nobody listens', url: () => 'http://127.0.0.1:1', exit: 4, code: 'node_unreachable'},
	{name: 'a metadata service', url: () => 'http://169.254.169.254', exit: 1, code: 'peer_not_allowed'},
	{name: 'what is no URL of a node', url: () => 'ftp://127.0.0.1', exit: 2, code: 'invalid_request'},
	{name: 'a URL with a path', url: () => 'http://127.0.0.1:5000/chain', exit: 2, code: 'invalid_request'},
];

test.serial('a peer that cannot be one is refused with a code of its own', async t => {
	const [own, foreign] = [await temporaryHome(t), await temporaryHome(t, 'main')];
	const [node, stranger] = [await own.startNode(), await foreign.startNode()];
	for (const {name, url, exit, code} of refusals) {
		t.like(await own.refused(['peers', 'add', url(node, stranger)]), {exit, code}, `adding ${name}`);
	}

	t.deepEqual(await peersOf(own), []);
	const alone = await temporaryHome(t);
	t.like(await alone.refused(['peers', 'add', node.url]), {exit: 4, code: 'node_unreachable'});
	t.like(await alone.refused(['peers', 'remove', node.url]), {exit: 4, code: 'node_unreachable'});
});

test.serial('nodes of two networks refuse each other, and both say why', async t => {
	const [own, foreign] = [await temporaryHome(t), await temporaryHome(t, 'main')];
	const stranger = await foreign.startNode();
	const node = await own.startNode('--peer', stranger.url);
	const {trouble} = await node.event<Peer>('peer', peer => peer.state === 'waiting' && peer.trouble !== null);
	t.regex(trouble!, /main/v);
	t.regex(trouble!, /genesis [\da-f]{64}/v);
	await stranger.stop();
	const {genesis} = await foreign.json<{genesis: string}>(['status']);
	const log = await readFile(path.join(foreign.data, `main-${genesis.slice(0, 8)}`, 'chain-tui.log'), 'utf8');
	t.regex(log, /error wrong_network: .*genesis/v);
});

test.serial('a network is taken from a node, and nothing else passes for one', async t => {
	const [host, guest] = [await temporaryHome(t), await temporaryHome(t)];
	const club = await host.json<{genesis: string; file: NetworkFile}>(['network', 'create', 'club', '--preset', 'dev']);
	const {url} = await host.startNode('--network', 'club');
	t.deepEqual(await guest.json(['network', 'add', url]), {name: 'club', genesis: club.genesis});
	t.deepEqual(await guest.json(['network', 'add', new URL(url).host]), {name: 'club', genesis: club.genesis});

	// Of a network that nobody here knows: its file is asked for, and looked at.
	const elsewhere = '1'.repeat(64);
	const handshake = JSON.stringify({network: 'liars', genesis: elsewhere, tip: elsewhere, height: 0, chainwork: '2', version: '0.1.0', time: presets.dev.genesis_time, id: '0123456789abcdef'});
	const liar = await answering(t, {'/handshake': handshake, '/network': JSON.stringify({...club.file, name: 'liars'})});
	t.like(await guest.refused(['network', 'add', liar]), {code: 'wrong_network', exit: 1});
	t.like(await guest.refused(['join', liar]), {code: 'wrong_network', exit: 1});
	const garbage = await answering(t, {'/handshake': handshake, '/network': '<html>hello</html>'});
	t.like(await guest.refused(['network', 'add', garbage]), {code: 'node_unreachable', exit: 4});
	const nonsense = await answering(t, {'/handshake': handshake, '/network': JSON.stringify({...club.file, block_time: 0})});
	t.like(await guest.refused(['network', 'add', nonsense]), {code: 'network_invalid', exit: 2, details: {field: 'block_time'}});
	const website = await answering(t, {});
	t.like(await guest.refused(['network', 'add', website]), {code: 'node_unreachable', exit: 4});
	t.like(await guest.refused(['join', website]), {code: 'node_unreachable', exit: 4});
	t.like(await guest.refused(['network', 'add', 'http://127.0.0.1:1']), {code: 'node_unreachable', exit: 4});
	t.like(await guest.refused(['join', 'http://127.0.0.1:1']), {code: 'node_unreachable', exit: 4});

	const other = await temporaryHome(t);
	await other.json(['network', 'create', 'club', '--preset', 'dev', '--message', 'another']);
	const namesake = await other.refused(['network', 'add', url]);
	t.is(namesake.code, 'network_exists');
	const networks = await guest.json<Array<{name: string}>>(['network', 'list']);
	t.deepEqual(networks.map(({name}) => name), ['main', 'dev', 'club']);
});

test.serial('what is mined behind a door that nobody can come in by reaches those outside', async t => {
	const [outside, behind] = [await temporaryHome(t), await temporaryHome(t)];
	const node = await outside.startNode();
	// Where it says that it is, nobody answers: as behind a router that lets nobody in.
	const hidden = await behind.startNode('--peer', node.url, '--public-url', 'http://127.0.0.1:1');
	await hidden.event<Peer>('peer', hasPeer('connected'));
	await mineAt(behind, 4);
	await node.event<BlockEvent>('block', atLeast(4));
	await mineAt(outside, 2);
	await hidden.event<BlockEvent>('block', atLeast(6));
	const peers = await peersOf(outside);
	t.deepEqual(peers.map(({direction}) => direction), ['in']);
});
