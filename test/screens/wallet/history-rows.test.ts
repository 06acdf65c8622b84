import test from 'ava';
import {chooseEntries, historyRows, type HistoryWish} from '../../../source/screens/wallet/history-rows.js';
import {settlementOf} from '../../../source/components/settlement.js';
import {qrLines} from '../../../source/screens/wallet/qr-lines.js';
import {entryOf, history, me, names} from './examples.js';

const wish: HistoryWish = {kind: 'all', order: 'newest first', text: ''};
const memosOf = (change: Partial<HistoryWish>) => chooseEntries(history, {...wish, ...change}, names).map(({amount}) => amount);

test('a kind leaves the others out; between own addresses is a payment', t => {
	t.deepEqual(memosOf({kind: 'sent'}), ['1.5', '12.5', '1000000.12345678']);
	t.deepEqual(memosOf({kind: 'mined'}), ['50']);
	t.deepEqual(memosOf({kind: 'received'}), ['200.00000001', '1001000.1237387']);
	t.deepEqual(memosOf({kind: 'pending'}), ['1.5']);
	t.is(memosOf({}).length, history.length);
});

test('a text is found in memos, names, addresses and ids, in letters of either case', t => {
	t.deepEqual(memosOf({text: 'PIZZA'}), ['1.5']);
	t.deepEqual(memosOf({text: 'Alice'}), ['1.5', '1000000.12345678', '1001000.1237387']);
	t.deepEqual(memosOf({text: 'dev1q555'}), ['200.00000001']);
	t.deepEqual(memosOf({text: history[3]!.transaction.id}), ['12.5']);
	t.deepEqual(memosOf({text: 'nowhere'}), []);
});

test('the largest come first, but pending ones stay on top', t => {
	t.deepEqual(memosOf({order: 'largest first'}), ['1.5', '1001000.1237387', '1000000.12345678', '200.00000001', '50', '12.5']);
});

test('amounts and balances stand below each other by their points', t => {
	const rows = historyRows(history, names, 1);
	t.deepEqual([...new Set(rows.map(({amount}) => amount.length))], [17]);
	t.deepEqual([...new Set(rows.map(({amount}) => amount.indexOf('.')).filter(point => point !== -1))], [8]);
	t.is(rows[0]!.note, 'alice: for the pizza');
	t.is(rows[3]!.note, 'to yourself');
});

test('what was mined can be spent once the block of its maturity is there', t => {
	const mined = (confirmations: number) => settlementOf(entryOf({id: 9, direction: 'mined', amount: '50', balance: '50', confirmations, age: 1}), 10);
	t.is(mined(10), 'immature');
	t.is(mined(11), 'settled');
	t.is(settlementOf(history[0]!, 10), 'pending');
	t.is(settlementOf(history[2]!, 10), 'fresh');
});

test('a QR code is left out where it does not fit', t => {
	const lines = qrLines(me.toUpperCase(), 80, 22)!;
	t.is(lines.length, 17);
	t.deepEqual([...new Set(lines.map(line => line.length))], [33]);
	t.is(qrLines(me.toUpperCase(), 30, 14)?.length, 14);
	t.is(qrLines(me.toUpperCase(), 26, 40), undefined);
	t.is(qrLines(me.toUpperCase(), 80, 12), undefined);
});
