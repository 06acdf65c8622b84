import test from 'ava';
import type {HistoryEntry, TransactionObject} from '../../../source/api/transaction.js';
import {parseCsv} from '../../../source/engine/wallet/csv.js';
import {historyCsv} from '../../../source/engine/wallet/history-csv.js';
import {parseHash} from '../../../source/protocol/hash.js';
import {alice, bob, carol} from '../../harness/keys.js';
import {collect} from './fixture.js';

const transaction: TransactionObject = {
	id: parseHash('ab'.repeat(32)),
	type: 'transfer',
	sender: bob.address,
	public_key: null,
	nonce: 0,
	fee: '0.0002',
	outputs: [{recipient: alice.address, amount: '1'}],
	memo: 'thanks',
	memo_hex: '',
	signature: null,
	size: 200,
	status: {
		confirmed: true, height: 7, block_hash: null, time: 1_795_305_600, confirmations: 1,
	},
};

const entry = (changes: Partial<TransactionObject> = {}, own: Partial<HistoryEntry> = {}): HistoryEntry => ({
	transaction: {...transaction, ...changes}, direction: 'received', amount: '1', fee: '0', balance: '1', time: 1_795_305_600, ...own,
});

async function rowsOf(entries: readonly HistoryEntry[]): Promise<Array<readonly string[]>> {
	const lines = await collect(historyCsv(entries, {own: [alice.address]}));
	return [...parseCsv(lines.join(''))].map(({cells}) => cells);
}

test('a row has time, direction, amounts, counterparties, memo, id and height', async t => {
	const sent = entry(
		{sender: alice.address, outputs: [bob, carol, alice, bob].map(({address}) => ({recipient: address, amount: '1'})), memo: null, memo_hex: 'ff'},
		{direction: 'sent', amount: '3', fee: '0.0002'},
	);
	t.deepEqual(await rowsOf([entry(), sent]), [
		['time', 'direction', 'amount', 'fee', 'balance', 'counterparties', 'memo', 'txid', 'height'],
		['2026-11-22T00:00:00.000Z', 'received', '1', '0', '1', bob.address, 'thanks', transaction.id, '7'],
		['2026-11-22T00:00:00.000Z', 'sent', '3', '0.0002', '1', `${bob.address} ${carol.address}`, 'ff', transaction.id, '7'],
	]);
});

test('a pending row has no height, a mined one no counterparty', async t => {
	const pending = entry({status: {...transaction.status, confirmed: false, height: null}});
	const mined = entry({type: 'coinbase', sender: null, memo: '=tag'}, {direction: 'mined'});
	const [, first, second] = await rowsOf([pending, mined]);
	t.is(first![8], '');
	t.deepEqual([second![5], second![6]], ['', '']);
});

test('a memo that a spreadsheet would run, or a terminal obey, becomes text', async t => {
	const cases: ReadonlyArray<readonly [memo: string, expected: string]> = [
		['=HYPERLINK("http://evil","x")', '\'=HYPERLINK("http://evil","x")'],
		['+1', '\'+1'],
		['-1', '\'-1'],
		['@SUM(A1)', '\'@SUM(A1)'],
		['  =1', '\'  =1'],
		['\t=1', '\'\t=1'],
		['\r=1', '\'\r=1'],
		['＝1', '\'＝1'],
		['red \u001B[31m', 'red \uFFFD[31m'],
		['1 = 1, "quoted"\nand more', '1 = 1, "quoted"\nand more'],
	];
	for (const [memo, expected] of cases) {
		const [, row] = await rowsOf([entry({memo})]);
		t.is(row![6], expected);
	}
});
