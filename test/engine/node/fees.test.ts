import test from 'ava';
import {CheckedTransfers} from '../../../source/engine/node/checked-transfers.js';
import {suggestFees} from '../../../source/engine/node/fees.js';
import {Mempool} from '../../../source/engine/node/mempool.js';
import {testNetwork} from '../../harness/networks.js';
import {BARE_SIZE, bareTransfer} from './bare-transfer.js';

const network = testNetwork({max_block_bytes: 10_000});

function mempoolWith(feeRates: readonly number[]): Mempool {
	const checked = new CheckedTransfers();
	const mempool = new Mempool({network, account: () => ({balance: 10n ** 12n, nonce: 0}), clock: () => 0, checked});
	for (const [sender, feeRate] of feeRates.entries()) {
		const transfer = bareTransfer({sender, feeRate});
		checked.add(transfer.id);
		mempool.add(transfer);
	}

	return mempool;
}

test('while what waits fits into half a block, the least is enough', t => {
	const fits = Math.floor(5000 / BARE_SIZE);
	t.deepEqual(suggestFees(mempoolWith(Array.from({length: fits}, () => 700)), network), {minimum: 100, economy: 100, normal: 100, priority: 100});
});

test('the longer the queue, the more it takes to be served soon', t => {
	const queue = Array.from({length: 600}, (_, index) => 1000 - index);
	const fees = suggestFees(mempoolWith(queue), network);
	t.is(fees.minimum, 100);
	t.true(fees.priority > fees.normal && fees.normal > fees.economy && fees.economy > fees.minimum);
	t.true(fees.priority > 1000 - Math.floor(5000 / BARE_SIZE), 'more than those at the end of the first half block');
});
