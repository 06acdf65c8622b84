import type {Address} from '../../protocol/brands.js';
import type {AddressObject} from '../../api/account.js';
import type {LedgerApi} from '../../api/node-api.js';
import {formatAmount, parseAmount} from '../../protocol/amount.js';

/** What a wallet has, as `balance --json` prints it. The sums are over its own addresses; those that it only watches do not count. */
export type Balance = {
	readonly wallet: string;
	readonly balance: string;
	readonly spendable: string;
	readonly immature: string;
	readonly pending_in: string;
	readonly pending_out: string;
	readonly accounts: readonly AddressObject[];
};

export async function readBalance({name, addresses}: {name: string; addresses: readonly Address[]}, {node}: {node: LedgerApi}): Promise<Balance> {
	const accounts = await Promise.all(addresses.map(async address => node.address(address)));
	const sum = (field: 'balance' | 'spendable' | 'immature' | 'pending_in' | 'pending_out') => formatAmount(accounts.reduce((total, account) => total + parseAmount(account[field]), 0n));
	return {
		wallet: name,
		balance: sum('balance'),
		spendable: sum('spendable'),
		immature: sum('immature'),
		pending_in: sum('pending_in'),
		pending_out: sum('pending_out'),
		accounts,
	};
}
