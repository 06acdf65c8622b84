import test from 'ava';
import {MemoryStorage} from '../../source/engine/storage/memory-storage.js';
import {rangeOf} from '../../source/engine/storage/key-parts.js';
import {verifyChain} from '../../source/engine/node/verify.js';
import {alice} from '../harness/keys.js';
import {testNetwork} from '../harness/networks.js';
import {Branch} from '../engine/node/branch.js';
import {openChain} from '../engine/node/open-chain.js';
import {refusedWith} from '../engine/node/refused.js';

const network = testNetwork({allocations: [{address: alice.address, amount: '1000'}]});

test('S3: a single wrong byte of the state, planted behind the node\'s back, is found by verifying', async t => {
	const storage = new MemoryStorage();
	const {take} = await openChain(network, {storage});
	await take(...new Branch(network).mineMany(5).blocks);
	t.is(await refusedWith(verifyChain(network, storage, new MemoryStorage())), undefined);
	for await (const {key, value} of storage.range(rangeOf('a'))) {
		const wrong = Uint8Array.from(value);
		wrong[0]! ^= 1;
		await storage.write([{key, value: wrong}]);
		t.is(await refusedWith(verifyChain(network, storage, new MemoryStorage())), 'chain_differs');
		await storage.write([{key, value}]);
	}

	t.is(await refusedWith(verifyChain(network, storage, new MemoryStorage())), undefined);
});
