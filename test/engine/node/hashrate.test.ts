import test from 'ava';
import {estimateHashrate} from '../../../source/engine/node/hashrate.js';
import {testNetwork} from '../../harness/networks.js';
import {Branch} from './branch.js';
import {openChain} from './open-chain.js';

const network = testNetwork({block_time: 10});

test('there is no hashrate before there are two blocks after genesis', async t => {
	const {chain, take} = await openChain(network);
	const branch = new Branch(network);
	t.is(estimateHashrate(chain.reader, chain.tip, branch.tip.time), null);
	await take(branch.mine());
	t.is(estimateHashrate(chain.reader, chain.tip, branch.tip.time), null);
	await take(branch.mine());
	t.is(estimateHashrate(chain.reader, chain.tip, branch.tip.time), 0.2, 'two hashes in ten seconds');
});

test('it looks back over the last blocks only, and falls when none comes', async t => {
	const {chain, take} = await openChain(network);
	const branch = new Branch(network).mineMany(5);
	branch.mine({time: branch.tip.time + 50_000});
	branch.mineMany(40);
	await take(...branch.blocks);
	const {time} = branch.tip;
	t.is(estimateHashrate(chain.reader, chain.tip, time), 0.2);
	t.is(estimateHashrate(chain.reader, chain.tip, time + 300), 0.2);
	t.is(estimateHashrate(chain.reader, chain.tip, time + 600), 0.1);
	t.is(estimateHashrate(chain.reader, chain.tip, time - 1000), 0.2, 'a clock that is behind changes nothing');
});
