import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import test from 'ava';
import {dialNode} from '../../source/client/remote-node.js';
import {guardedLookup} from '../../source/client/guarded-lookup.js';
import {NODE_HEADER} from '../../source/api/peer.js';
import {peerHandlers} from '../../source/server/routes/peers.js';
import {originalHandlers} from '../../source/server/routes/original.js';
import {Branch} from '../engine/node/branch.js';
import {refusedWith} from '../engine/node/refused.js';
import {HostilePeer, json} from '../harness/hostile-peer.js';
import {devNetwork as network, testNetwork} from '../harness/networks.js';
import {openVictim} from './victim.js';

/*
Who tries to have a node ask addresses that they cannot ask themselves, and who belongs to another network. A listener counts what arrives.
*/

const STRANGER = '198.51.100.7';
const NEIGHBOUR = '192.168.1.7';

const neverAnswers = () => undefined;

test('P6: whoever is elsewhere cannot have this machine asked, in any spelling of its address', async t => {
	const victim = await openVictim(t);
	const target = await HostilePeer.open(t, network, {host: '::'});
	const spellings = ['127.0.0.1', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '017700000001', '127.0.0.1.', '0.0.0.0', '[::1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::]', '[::127.0.0.1]', '[64:ff9b::7f00:1]'];
	for (const from of [STRANGER, NEIGHBOUR, '::ffff:198.51.100.7', '0.0.0.0', 'nonsense']) {
		for (const host of spellings) {
			t.is(await refusedWith(victim.node.registerPeers([`http://${host}:${target.port}`], from)), 'peer_not_allowed', `${host} for ${from}`);
		}
	}

	t.is(target.connections, 0);
	t.deepEqual(await victim.node.peers(), []);
	await victim.node.registerPeers([target.url]);
	t.true(target.connections > 0, 'the operator may');
});

test('P6: the addresses of metadata services are dialled for nobody', async t => {
	const victim = await openVictim(t);
	for (const host of ['169.254.169.254', '[::ffff:169.254.169.254]', '[::ffff:a9fe:a9fe]', '2852039166', '0xa9fea9fe', '0251.0376.0251.0376', '100.100.100.200', '[fd00:ec2::254]', '[fe80::1]']) {
		for (const from of [undefined, '127.0.0.1', NEIGHBOUR, STRANGER]) {
			t.is(await refusedWith(victim.node.registerPeers([`http://${host}:5000`], from)), 'peer_not_allowed', `${host} for ${from ?? 'the operator'}`);
		}
	}
});

test('P6: a stranger cannot have the neighbours asked', async t => {
	const victim = await openVictim(t);
	for (const host of ['10.0.0.1', '192.168.1.1', '172.16.0.1', '100.64.0.1', '[fd12::1]', '[::ffff:10.0.0.1]']) {
		t.is(await refusedWith(victim.node.registerPeers([`http://${host}:5000`], STRANGER)), 'peer_not_allowed', `${host} for a stranger`);
	}
});

test('P6: a redirect is not followed', async t => {
	const victim = await openVictim(t);
	const target = await HostilePeer.open(t, network);
	const redirecting = await HostilePeer.open(t, network);
	redirecting.script = Object.fromEntries(['GET /handshake', 'GET /events', 'GET /headers'].map(name => [name, asked => {
		asked.outgoing.writeHead(302, {location: `${target.url}/handshake`}).end();
	}]));
	t.is(await refusedWith(victim.node.registerPeers([redirecting.url])), 'node_unreachable');
	t.true(redirecting.connections > 0);
	t.is(target.connections, 0);
});

test('P6: a name that leads somewhere else when it comes to connecting is not connected to', async t => {
	const target = await HostilePeer.open(t, network);
	const victim = await openVictim(t);
	// `localhost` is a name like any other, and leads to this machine.
	t.is(await refusedWith(victim.node.registerPeers([`http://localhost:${target.port}`], STRANGER)), 'peer_not_allowed');
	t.is(target.connections, 0);
	// A name that has both kinds of addresses leads only to those that are allowed; one that has none, nowhere.
	let answers = [{address: '203.0.113.9', family: 4}, {address: '127.0.0.1', family: 4}];
	const lookup = guardedLookup('public', (async () => answers) as unknown as Parameters<typeof guardedLookup>[1]);
	const addresses = async () => new Promise((resolve, reject) => {
		lookup('rebinding.example', {all: true}, (error, found) => {
			if (error) {
				reject(error);
			} else {
				resolve(found);
			}
		});
	});
	t.deepEqual(await addresses(), [{address: '203.0.113.9', family: 4}]);
	answers = [{address: '127.0.0.1', family: 4}];
	await t.throwsAsync(addresses(), {code: 'ERR_ADDRESS_NOT_ALLOWED'});
});

test('P6: what a peer calls its peers is tried as if it had asked from outside, and nonsense harms nobody', async t => {
	const victim = await openVictim(t);
	const target = await HostilePeer.open(t, network);
	const hostile = await HostilePeer.open(t, network, {
		script: {
			'GET /peers'(asked) {
				json(asked, [target.url, 'nonsense', 'ftp://host', `http://localhost:${target.port}`, 'http://169.254.169.254', null, '', 'mailto:somebody@host', 'http://user@host/path'].map((url, number) => ({
					id: String(number), address: '', url, direction: 'out', state: 'connected', height: null, chainwork: null, version: null, ping_ms: null, clock_offset: null, sent: 0, received: 0, seen: null, penalty: 0, banned_until: null, trouble: null,
				})));
			},
		},
	});
	const url = await victim.meet(hostile);
	await victim.until('it was asked for its peers', () => hostile.count('GET /peers') > 0);
	await victim.until('it is still there', async () => await victim.stateOf(url) === 'connected');
	await victim.node.resolve();
	t.is(target.connections, 0);
	const peers = await victim.node.peers();
	t.deepEqual(peers.map(peer => peer.url), [url]);
	t.deepEqual(victim.errors, []);
});

test('P6: who has hung up before being answered is not taken for this machine', async t => {
	const asked: Array<string | undefined> = [];
	const node = {
		async registerPeers(_urls: readonly string[], from?: string) {
			asked.push(from);
		},
		peers: async () => [],
	};
	const {registerNodes} = originalHandlers({node, network: network.file} as unknown as Parameters<typeof originalHandlers>[0]);
	await registerNodes({params: {}, query: {}, body: {nodes: ['http://127.0.0.1:5000']}}, {socket: {remoteAddress: undefined}} as unknown as Parameters<typeof registerNodes>[1]);
	t.deepEqual(asked, ['0.0.0.0']);
	const {offerHeaders} = peerHandlers({
		node: {offerHeaders: async (_bytes: Uint8Array, from: string) => ({wanted: [], from})},
	} as unknown as Parameters<typeof peerHandlers>[0]);
	await t.notThrowsAsync(offerHeaders({body: new Uint8Array()} as unknown as Parameters<typeof offerHeaders>[0], {socket: {}, headers: {[NODE_HEADER]: 'x'.repeat(100)}} as unknown as Parameters<typeof offerHeaders>[1]));
});

test('P6: one request cannot have one host asked many times', async t => {
	const victim = await openVictim(t);
	const target = await HostilePeer.open(t, network);
	victim.far.set('http://203.0.113.5:5000', target.url);
	await victim.node.registerPeers(Array.from({length: 20}, (_, number) => `http://203.0.113.5:5000/?${number}`), STRANGER);
	// One to find out who is there, one to connect.
	t.is(target.count('GET /handshake'), 2);
});

test('C25: nodes of different networks refuse each other, and both say why', async t => {
	const other = testNetwork({name: 'other'});
	const ours = await openVictim(t);
	const theirs = await openVictim(t, {network: other});
	const {serveNode} = await import('../../source/server/node-server.js');
	const server = await serveNode({
		node: theirs.node, host: '127.0.0.1', port: 0, version: '0.0.0', log: t.log,
	});
	t.teardown(async () => server.close());
	const error = await t.throwsAsync(ours.node.registerPeers([server.url]), {code: 'wrong_network'} as never);
	t.true(error.message.includes(network.genesis.hash));
	t.true(error.message.includes(other.genesis.hash));
	t.deepEqual(theirs.errors.map(({code}) => code), ['wrong_network']);
	t.true(theirs.errors[0]!.message.includes(network.genesis.hash));
	t.deepEqual(await ours.node.peers(), []);
	t.deepEqual(await theirs.node.peers(), []);
});

test('C25: who answers with another genesis, or as ourselves, is no peer, though it has taken ours for its own', async t => {
	const victim = await openVictim(t);
	const liar = await HostilePeer.open(t, testNetwork({name: 'liar'}));
	t.is(await refusedWith(victim.node.registerPeers([liar.url])), 'wrong_network');
	const {id} = await victim.node.handshake();
	const mirror = await HostilePeer.open(t, network);
	mirror.script = {
		'GET /handshake'(asked) {
			json(asked, {
				network: 'dev', genesis: network.genesis.hash, tip: network.genesis.hash, height: 0, chainwork: '2', version: '0.0.0', time: 0, id,
			});
		},
	};
	t.is(await refusedWith(victim.node.registerPeers([mirror.url])), 'peer_is_self');
});

test('P8: with peers that are dead or silent, submitting answers at once', async t => {
	const victim = await openVictim(t);
	const silent = createServer(neverAnswers);
	silent.listen(0, '127.0.0.1');
	await once(silent, 'listening');
	t.teardown(() => {
		silent.close();
		silent.closeAllConnections();
	});
	const peers = await Promise.all(Array.from({length: 8}, async () => HostilePeer.open(t, network)));
	await Promise.all(peers.map(async peer => victim.meet(peer)));
	for (const [index, peer] of peers.entries()) {
		if (index % 2 === 0) {
			peer.close();
		} else {
			peer.script = {'POST /headers': neverAnswers, 'POST /transactions/announce': neverAnswers};
		}
	}

	victim.far.set('http://203.0.113.5:1', `http://127.0.0.1:${(silent.address() as AddressInfo).port}`);
	const branch = new Branch(network).mineMany(20);
	const started = performance.now();
	for (const {bytes} of branch.blocks) {
		await victim.node.submitBlock(bytes);
	}

	t.true(performance.now() - started < 5000);
	await victim.until('those that are silent are shown the blocks once each at most', () => peers[1]!.count('POST /headers') === 1);
});

test('an address that may not be dialled is refused when it is, not when it answers', t => {
	t.throws(() => dialNode('http://10.0.0.1', {reach: 'public', id: ''}), {code: 'peer_not_allowed'} as never);
	t.throws(() => dialNode('http://2130706433', {reach: 'lan', id: ''}), {code: 'peer_not_allowed'} as never);
});
