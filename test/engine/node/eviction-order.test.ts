import test from 'ava';
import fc from 'fast-check';
import {CheckedTransfers} from '../../../source/engine/node/checked-transfers.js';
import {EvictionOrder} from '../../../source/engine/node/eviction-order.js';
import {Mempool} from '../../../source/engine/node/mempool.js';
import {mempoolPolicy} from '../../../source/engine/node/mempool-policy.js';
import type {Pending} from '../../../source/engine/node/pending-account.js';
import {devNetwork as network} from '../../harness/networks.js';
import {bareTransfer} from './bare-transfer.js';

const pendings: readonly Pending[] = Array.from({length: 40}, (_, sender) => ({
	transfer: bareTransfer({sender}), time: sender % 3, feeRate: 100 + (sender * 7 % 5),
}));

const compare = (a: Pending, b: Pending) => a.feeRate - b.feeRate || a.time - b.time || (a.transfer.id < b.transfer.id ? -1 : 1);

test('whatever comes, moves and goes, both orders are what sorting makes of them', t => {
	const step = fc.record({index: fc.nat({max: pendings.length - 1}), change: fc.constantFrom('executable', 'future', 'delete')});
	fc.assert(fc.property(fc.array(step, {maxLength: 200}), steps => {
		const order = new EvictionOrder();
		const model = new Map<Pending, boolean>();
		for (const {index, change} of steps) {
			const pending = pendings[index]!;
			if (change === 'delete') {
				order.delete(pending);
				model.delete(pending);
			} else {
				order.place(pending, change === 'executable');
				model.set(pending, change === 'executable');
			}
		}

		const sorted = (isExecutable: boolean) => [...model].filter(([, executable]) => executable === isExecutable).map(([pending]) => pending).toSorted(compare);
		t.deepEqual([...order.future], sorted(false));
		t.deepEqual([...order.executable], sorted(true));
		for (const pending of pendings) {
			t.is(order.isExecutable(pending), model.get(pending) === true);
		}
	}));
});

test('a transfer that comes to a full mempool has nobody else\'s account looked up but those it pushes out', t => {
	let lookups = 0;
	const checked = new CheckedTransfers();
	const mempool = new Mempool({
		network,
		account() {
			lookups++;
			return {balance: 10n ** 12n, nonce: 0};
		},
		clock: () => 0,
		checked,
	});
	const add = (sender: number, feeRate: number) => {
		const transfer = bareTransfer({sender, feeRate});
		checked.add(transfer.id);
		return mempool.add(transfer);
	};

	for (let sender = 0; sender < mempoolPolicy.maxCount; sender++) {
		add(sender, 100 + (sender % 500));
	}

	lookups = 0;
	const {transfer} = add(mempoolPolicy.maxCount, 1000);
	t.true(lookups < 10, `${lookups} lookups`);
	t.is(mempool.count, mempoolPolicy.maxCount);
	t.truthy(mempool.get(transfer.id));
});
