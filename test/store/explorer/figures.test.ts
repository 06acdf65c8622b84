import test from 'ava';
import {confirmationsAt, feeRateOf, nextOrder, paidBy, sortTransactions, sumOf, type TransactionOrder} from '../../../source/store/explorer/figures.js';
import {history} from '../../screens/wallet/examples.js';

test('amounts are summed exactly', t => {
	t.is(sumOf(['0.1', '0.2', '90071992.54740991']), '90071992.84740991');
	t.is(sumOf([]), '0');
});

test('confirmations grow with the chain, and not where there are none', t => {
	t.is(confirmationsAt(100, 109, 1), 10);
	t.is(confirmationsAt(100, 99, 1), 1);
	t.is(confirmationsAt(100, undefined, 3), 3);
	t.is(confirmationsAt(null, 109, 0), 0);
	t.is(confirmationsAt(100, 109, 0), 0, 'off the best chain');
});

test('transactions are sorted by what they pay, or by their fee for each byte', t => {
	const transactions = history.map(({transaction}) => transaction);
	t.is(sortTransactions(transactions, 'as the node has them'), transactions);
	t.deepEqual(sortTransactions(transactions, 'largest first').map(transaction => paidBy(transaction)), ['1001000.1237387', '1000000.12345678', '200.00000001', '50', '12.5', '1.5']);
	t.is(sortTransactions(transactions, 'highest fee first').at(-1)!.type, 'coinbase');
	t.is(feeRateOf({fee: '0.000141', size: 141}), 100);
	const next = (order: TransactionOrder, times: number, kind: 'block' | 'mempool'): TransactionOrder => times === 0 ? order : next(nextOrder(order, kind), times - 1, kind);
	t.is(next('largest first', 3, 'block'), 'largest first', 'in a block nothing waits');
	t.is(next('largest first', 2, 'mempool'), 'longest waiting first');
	t.is(next('largest first', 4, 'mempool'), 'largest first');
	const times = sortTransactions(transactions, 'longest waiting first').map(({status: {time}}) => time);
	t.deepEqual(times, times.toSorted((a, b) => a - b));
});
