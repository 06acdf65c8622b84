import test from 'ava';
import {Chain} from '../../../source/engine/node/chain.js';
import {CheckedTransfers} from '../../../source/engine/node/checked-transfers.js';
import {MemoryStorage} from '../../../source/engine/storage/memory-storage.js';
import {RuleError} from '../../../source/protocol/rule-error.js';
import {makeBlock, makeChain, pointOf} from '../../harness/make-block.js';
import {makeTransfer} from '../../harness/make-transfer.js';
import {testNetwork, TEST_NOW} from '../../harness/networks.js';

/*
The two refusals that only the chain can give, for it alone knows which blocks there are.
*/

const network = testNetwork();

const openChain = async () => Chain.open({
	network,
	storage: new MemoryStorage(),
	clock: () => TEST_NOW * 1000,
	checked: new CheckedTransfers(),
});

test('parent_unknown: a block whose parent has not come yet, and is welcome after it', async t => {
	const chain = await openChain();
	const [first, second] = makeChain(network, 2);
	await t.throwsAsync(chain.accept(second!.bytes), {instanceOf: RuleError, code: 'parent_unknown'});
	t.is(chain.tip.height, 0);
	await chain.accept(first!.bytes);
	await chain.accept(second!.bytes);
	t.is(chain.tip.hash, second!.hash);
});

test('parent_unknown: the genesis of another network', async t => {
	const chain = await openChain();
	const foreign = makeBlock({network: testNetwork({name: 'other'})});
	await t.throwsAsync(chain.accept(foreign.bytes), {instanceOf: RuleError, code: 'parent_unknown'});
});

test('parent_invalid: a block on top of one that was refused', async t => {
	const chain = await openChain();
	const bad = makeBlock({network, transfers: [makeTransfer({network, amount: 1n})]});
	await t.throwsAsync(chain.accept(bad.bytes), {instanceOf: RuleError, code: 'balance_too_low'});
	await t.throwsAsync(chain.accept(bad.bytes), {instanceOf: RuleError, code: 'balance_too_low'});
	const child = makeBlock({network, parent: pointOf(bad)});
	await t.throwsAsync(chain.accept(child.bytes), {instanceOf: RuleError, code: 'parent_invalid'});
	t.is(chain.tip.height, 0);
});
