import test from 'ava';
import type {Peer} from '../../source/api/peer.js';
import {alice} from '../harness/keys.js';
import {Lan} from '../harness/lan.js';
import {temporaryHome} from '../harness/program.js';

/*
Machines on a network of their own, as in a classroom. Where namespaces cannot be made, the tests say that they were left out.
*/

const lan = await Lan.open(3);
const onLan = lan ? test.serial : test.serial.skip;

test.after.always(async () => {
	await lan?.close();
});

type BlockEvent = {readonly height: number};
const atLeast = (height: number) => (block: BlockEvent) => block.height >= height;
const isConnected = (direction: Peer['direction']) => (peer: Peer) => peer.state === 'connected' && peer.direction === direction;

onLan('whoever types the line that a node prints has joined it, and both keep one chain', async t => {
	const [first, second] = lan!.hosts;
	const host = await temporaryHome(t, 'club', first!.namespace);
	const guest = await temporaryHome(t, 'club', second!.namespace);
	await host.json(['network', 'create', 'club', '--preset', 'dev', '--address-prefix', 'dev']);

	const node = host.start(['node', '--lan', '--port', '5000']);
	await node.says(/Others join with: npx chain-tui join (\S+)/v);
	const [, url] = /Others join with: npx chain-tui (join \S+)/v.exec(node.stderr)!;
	t.is(url, `join http://${first!.address}:5000`);

	const joined = guest.start([...url!.split(' '), '--lan', '--port', '5000', '--json']);
	await joined.event<Peer>('peer', isConnected('out'));
	// It has said where it is, and is dialled as well.
	await joined.event<Peer>('peer', isConnected('in'));
	await host.events(['mine', '--blocks', '3', '--threads', '1', '--address', alice.address]);
	await joined.event<BlockEvent>('block', atLeast(3));
	await guest.events(['mine', '--blocks', '2', '--threads', '1', '--address', alice.address]);
	await node.prints(/Block #5 /v);
	const peers = await host.json<Peer[]>(['peers']);
	t.true(peers.some(peer => peer.url === `http://${second!.address}:5000` && peer.state === 'connected'));

	await lan!.unplug(second!, true);
	await host.events(['mine', '--blocks', '1', '--threads', '1', '--address', alice.address]);
	await lan!.unplug(second!, false);
	await joined.event<BlockEvent>('block', atLeast(6));
});

onLan('a node that only dials, because nobody can come to it, has a full part in the network', async t => {
	const [first, , third] = lan!.hosts;
	const outside = await temporaryHome(t, 'dev', first!.namespace);
	const behind = await temporaryHome(t, 'dev', third!.namespace);
	const node = await outside.startNode('--lan');
	const {port} = new URL(node.url);
	// Without --lan it is on loopback: to the others there is no way in.
	const hidden = await behind.startNode('--peer', `http://${first!.address}:${port}`);
	await hidden.event<Peer>('peer', isConnected('out'));
	await behind.events(['mine', '--blocks', '4', '--threads', '1', '--address', alice.address]);
	await node.event<BlockEvent>('block', atLeast(4));
	await outside.events(['mine', '--blocks', '2', '--threads', '1', '--address', alice.address]);
	await hidden.event<BlockEvent>('block', atLeast(6));
	const peers = await outside.json<Peer[]>(['peers']);
	t.deepEqual(peers.map(({direction, address, url}) => ({direction, address, url})), [{direction: 'in', address: third!.address, url: null}]);
});

onLan('a neighbour may not have a node dial itself or its own machine', async t => {
	const [first, second] = lan!.hosts;
	const host = await temporaryHome(t, 'dev', first!.namespace);
	const node = await host.startNode('--lan');
	const guest = await temporaryHome(t, 'dev', second!.namespace);
	const url = `http://${first!.address}:${new URL(node.url).port}`;
	t.like(await guest.refused(['peers', 'add', 'http://127.0.0.1:9', '--node', url]), {code: 'peer_not_allowed', exit: 1});
	t.like(await guest.refused(['peers', 'add', url, '--node', url]), {code: 'peer_is_self', exit: 1});
});
