import type {HistoryEntry} from '../../../source/api/transaction.js';
import {asAddress, asHash} from '../../../source/protocol/brands.js';
import type {Balance} from '../../../source/runtime/wallet.js';
import {namesOf} from '../../../source/components/names.js';

/*
A wallet to look at: everything that can be in one, once.
*/

export const me = asAddress('dev1qx0egj5sdjufwd9uv7wt7vtwlamj3h0wsfpxx35');
export const mySecond = asAddress('dev1qzyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg32kfrhe');
export const alice = asAddress('dev1q7777777777777777777777777777777777xxxx');
export const stranger = asAddress('dev1q5555555555555555555555555555555555yyyy');

/** Seconds since 1970. */
export const now = 1_800_000_000;

export const contacts = [{name: 'alice', address: alice}, {name: 'Albert', address: stranger}, {name: 'Zoë 文字', address: mySecond}];

export const names = namesOf({own: [me, mySecond], watched: [], contacts: contacts.slice(0, 1)});

type Example = {
	readonly id: number;
	readonly direction: HistoryEntry['direction'];
	readonly amount: string;
	readonly balance: string;
	readonly confirmations: number;
	readonly other?: string;
	readonly memo?: string | null;
	readonly age: number;
};

export function entryOf({id, direction, amount, balance, confirmations, other = alice, memo = '', age}: Example): HistoryEntry {
	const isMined = direction === 'mined';
	const isPaid = direction === 'received' || isMined;
	const fee = isMined ? '0' : '0.000141';
	return {
		transaction: {
			id: asHash(id.toString(16).padStart(64, 'a')),
			type: isMined ? 'coinbase' : 'transfer',
			sender: isMined ? null : (isPaid ? asAddress(other) : me),
			public_key: isMined ? null : '02'.repeat(33),
			nonce: isMined ? null : id,
			fee,
			outputs: [{recipient: isPaid ? me : (direction === 'self' ? mySecond : asAddress(other)), amount}],
			memo,
			memo_hex: memo === null ? 'ff00ff' : Buffer.from(memo).toString('hex'),
			signature: isMined ? null : '00'.repeat(64),
			size: isMined ? 106 : 141,
			status: confirmations === 0
				? {confirmed: false, height: null, block_hash: null, time: now - age, confirmations}
				: {confirmed: true, height: 1301 - confirmations, block_hash: asHash('b'.repeat(64)), time: now - age, confirmations},
		},
		direction,
		amount,
		fee: isPaid ? '0' : fee,
		balance,
		time: now - age,
	};
}

export const history: readonly HistoryEntry[] = [
	entryOf({id: 1, direction: 'sent', amount: '1.5', balance: '1248.499859', confirmations: 0, memo: 'for the pizza', age: 4}),
	entryOf({id: 2, direction: 'mined', amount: '50', balance: '1250', confirmations: 1, age: 42}),
	entryOf({id: 3, direction: 'received', amount: '200.00000001', balance: '1200', confirmations: 2, other: stranger, memo: 'thanks\u001B[31m!', age: 900}),
	entryOf({id: 4, direction: 'self', amount: '12.5', balance: '999.99999999', confirmations: 5, age: 7200}),
	entryOf({id: 5, direction: 'sent', amount: '1000000.12345678', balance: '1000.00014099', confirmations: 120, memo: null, age: 500_000}),
	entryOf({id: 6, direction: 'received', amount: '1001000.1237387', balance: '1001000.1237387', confirmations: 1300, memo: 'わたしの最初のコイン', age: 90_000_000}),
];

const account = {
	address: me, balance: '1148.4', spendable: '1146.899859', immature: '50', pending_in: '0.25', pending_out: '1.500141', nonce: 4, next_nonce: 5,
};

export const balance: Balance = {
	wallet: 'default',
	balance: '1198.5',
	spendable: '1196.999859',
	immature: '50',
	pending_in: '0.25',
	pending_out: '1.500141',
	accounts: [account, {...account, address: mySecond, balance: '50.1', spendable: '50.1', immature: '0', pending_in: '0', pending_out: '0'}],
};

export const prepared = {
	from: me,
	outputs: [{recipient: alice, amount: '1.5'}],
	amount: '1.5',
	fee: '0.000141',
	total: '1.500141',
	balanceAfter: '1146.899859',
	nonce: 5,
	size: 141,
	memo: 'for the pizza',
	memoHex: '666f72207468652070697a7a61',
	replaces: undefined,
} as const;
