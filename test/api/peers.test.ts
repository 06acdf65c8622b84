import test from 'ava';
import {asHash, type Hash} from '../../source/protocol/brands.js';
import {makeChain} from '../harness/make-block.js';
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

testBoth('a node that does not dial others says so', async (t, {api}) => {
	await refusal(t, api.registerPeers(['http://192.0.2.1:5000']), 'not_available');
});

testBoth('headers and bodies come as bytes, in the order of the chain', async (t, {api, extend, network}) => {
	const blocks = [await extend(), await extend(), await extend()];
	const hashes = blocks.map(({hash}) => hash);
	const headers = await api.headers([network.genesis.hash]);
	t.deepEqual(Buffer.from(headers), Buffer.concat(blocks.map(({bytes}) => bytes.subarray(0, 80))));
	const lengthOf = async (locator: readonly Hash[], count?: number) => {
		const {length} = await api.headers(locator, count);
		return length;
	};

	t.is(await lengthOf([hashes[1]!, network.genesis.hash]), 80);
	t.is(await lengthOf([hashes[2]!]), 0);
	t.is(await lengthOf([network.genesis.hash], 2), 160);
	t.is(await lengthOf([asHash('f'.repeat(64))]), 0);
	const bodies = await api.bodies(hashes[0]!, 2);
	t.deepEqual(bodies.map(bytes => Buffer.from(bytes)), blocks.slice(0, 2).map(({bytes}) => Buffer.from(bytes)));
	await refusal(t, api.bodies(asHash('f'.repeat(64))), 'not_found');
	await refusal(t, api.bodies(network.genesis.hash), 'not_found');
});

testBoth('of what is offered, what is not here is wanted, and only if it is worth more', async (t, {api, extend, network}) => {
	await extend();
	const branch = makeChain(network, 3, () => ({extra: 7}));
	const headers = (count: number) => Buffer.concat(branch.slice(0, count).map(({bytes}) => bytes.subarray(0, 80)));
	t.deepEqual(await api.offerHeaders(headers(1)), {wanted: []});
	t.deepEqual(await api.offerHeaders(headers(2)), {wanted: branch.slice(0, 2).map(({hash}) => hash)});
	await api.submitBlock(branch[0]!.bytes);
	await api.submitBlock(branch[1]!.bytes);
	const {tip} = await api.status();
	t.is(tip, branch[1]!.hash);
	t.deepEqual(await api.offerHeaders(headers(2)), {wanted: []});
	await refusal(t, api.offerHeaders(headers(1).subarray(1)), 'truncated');
	const other = makeChain(network, 3, () => ({extra: 9}));
	await refusal(t, api.offerHeaders(Buffer.concat([other[0]!.bytes.subarray(0, 80), other[2]!.bytes.subarray(0, 80)])), 'parent_unknown');
	t.deepEqual(await api.offerTransactions([asHash('a'.repeat(64))]), {wanted: [asHash('a'.repeat(64))]});
	t.deepEqual(await api.offerTransactions([asHash('a'.repeat(64))]), {wanted: [], retry_after_ms: 2000});
});

testBoth('a node of another network is told so by the handshake', async (t, {api, network}) => {
	const {genesis} = await api.handshake(network.genesis.hash);
	t.is(genesis, network.genesis.hash);
	await refusal(t, api.handshake(asHash('f'.repeat(64))), 'wrong_network');
});
