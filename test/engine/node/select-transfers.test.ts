import test from 'ava';
import fc from 'fast-check';
import {CheckedTransfers} from '../../../source/engine/node/checked-transfers.js';
import {Mempool} from '../../../source/engine/node/mempool.js';
import {selectTransfers} from '../../../source/engine/node/select-transfers.js';
import {devNetwork} from '../../harness/networks.js';
import {BARE_SIZE, bareTransfer} from './bare-transfer.js';

type Options = Parameters<typeof bareTransfer>[0];

function mempoolWith(transfers: readonly Options[]): Mempool {
	const checked = new CheckedTransfers();
	const mempool = new Mempool({network: devNetwork, account: () => ({balance: 10n ** 12n, nonce: 0}), clock: () => 0, checked});
	for (const options of transfers) {
		const transfer = bareTransfer(options);
		checked.add(transfer.id);
		mempool.add(transfer);
	}

	return mempool;
}

const selectedFrom = (mempool: Mempool, maxBytes: number) => selectTransfers(mempool, maxBytes).map(({transfer}) => transfer);

test('the highest fee rate comes first, each account in the order of its nonces', t => {
	const mempool = mempoolWith([
		{sender: 1, nonce: 0, feeRate: 101},
		{sender: 1, nonce: 1, feeRate: 900},
		{sender: 2, nonce: 0, feeRate: 500},
		{sender: 2, nonce: 1, feeRate: 100},
		{sender: 3, nonce: 1, feeRate: 1000},
	]);
	const rates = selectTransfers(mempool, 10_000).map(({feeRate}) => feeRate);
	t.deepEqual(rates, [500, 101, 900, 100], 'and what waits for a gap is left out');
});

test('equal fee rates go by arrival', t => {
	const checked = new CheckedTransfers();
	let now = 0;
	const mempool = new Mempool({network: devNetwork, account: () => ({balance: 10n ** 12n, nonce: 0}), clock: () => now, checked});
	for (const sender of [5, 3, 9]) {
		const transfer = bareTransfer({sender});
		checked.add(transfer.id);
		mempool.add(transfer);
		now += 1000;
	}

	t.deepEqual(selectedFrom(mempool, 10_000).map(({sender}) => sender), [5, 3, 9].map(sender => bareTransfer({sender}).sender));
});

test('one that does not fit leaves the room to others, and holds back those behind it', t => {
	const mempool = mempoolWith([
		{sender: 1, nonce: 0, feeRate: 900, memoBytes: 200},
		{sender: 1, nonce: 1, feeRate: 900},
		{sender: 2, nonce: 0, feeRate: 100},
	]);
	t.deepEqual(selectedFrom(mempool, BARE_SIZE * 2).map(({sender}) => sender), [bareTransfer({sender: 2}).sender]);
});

test('whatever waits, the selection fits, is in the order of nonces, and always takes the best front that fits', t => {
	const anyTransfers = fc.uniqueArray(fc.record({
		sender: fc.nat(6), nonce: fc.nat(4), feeRate: fc.integer({min: 100, max: 120}), memoBytes: fc.nat(100),
	}), {maxLength: 30, selector: ({sender, nonce}) => `${sender}:${nonce}`});
	fc.assert(fc.property(anyTransfers, fc.nat(3000), (transfers, maxBytes) => {
		const mempool = mempoolWith(transfers);
		const selected = selectTransfers(mempool, maxBytes);
		t.true(selected.reduce((sum, {transfer}) => sum + transfer.bytes.length, 0) <= maxBytes);

		// The same by looking at everything in every step.
		const runs = [...mempool.executable()].map(run => [...run]);
		let room = maxBytes;
		for (const {transfer, feeRate} of selected) {
			const passedOver = runs.flatMap(([front]) => front && front.feeRate > feeRate ? [front.transfer.bytes.length] : []);
			t.true(Math.min(...passedOver, Number.POSITIVE_INFINITY) > room, 'a better one was passed over only because it did not fit');

			const own = runs.find(run => run[0]?.transfer === transfer);
			t.truthy(own, 'it is at the front of its account');
			own!.shift();
			room -= transfer.bytes.length;
		}

		for (const [front] of runs) {
			t.true(front === undefined || front.transfer.bytes.length > room);
		}
	}));
});

test('an account that waits with more than 16 gives a block 16', t => {
	const mempool = mempoolWith(Array.from({length: 40}, (_, nonce) => ({nonce})));
	t.is(selectTransfers(mempool, 100_000).length, 16);
});
