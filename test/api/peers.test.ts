import test from 'ava';
import {refusal, bothBodies} from './both-bodies.js';

const testBoth = bothBodies(test);

testBoth('the handshake tells who the node is', async (t, {api, network}) => {
	const handshake = await api.handshake();
	t.is(handshake.genesis, network.genesis.hash);
	t.is(handshake.network, 'dev');
	t.is(handshake.height, 0);
	const again = await api.handshake();
	t.is(again.id, handshake.id);
});

testBoth('a node alone has no peers, and no chain to replace its own', async (t, {api}) => {
	t.deepEqual(await api.peers(), []);
	await refusal(t, api.removePeer('a/b?c'), 'not_found');
	t.false(await api.resolve());
});

testBoth('a node that cannot make peers says so', async (t, {api}) => {
	await refusal(t, api.registerPeers(['http://192.0.2.1:5000']), 'not_available');
});
