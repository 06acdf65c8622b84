import type {TransactionObject} from '../../api/transaction.js';
import {formatAmount, parseAmount} from '../../protocol/amount.js';
import type {Content} from './page.js';

/*
Figures that no answer of a node has in it.
*/

/** Amounts of coins together. */
export const sumOf = (amounts: readonly string[]): string => formatAmount(amounts.reduce((sum, amount) => sum + parseAmount(amount), 0n));

/** What a transaction pays, without its fee. */
export const paidBy = ({outputs}: Pick<TransactionObject, 'outputs'>): string => outputs.length === 1 ? outputs[0]!.amount : sumOf(outputs.map(({amount}) => amount));

/** Base units per byte. */
export const feeRateOf = ({fee, size}: Pick<TransactionObject, 'fee' | 'size'>): number => Number(parseAmount(fee)) / size;

/** Blocks on top of something, itself included, as the chain grows: what was answered earlier is out of date by now. @param height - Of the block that has it; `null` while it is in none. */
export function confirmationsAt(height: number | null, tip: number | undefined, answered: number): number {
	return height === null || tip === undefined || answered === 0 ? answered : Math.max(1, tip - height + 1);
}

export const transactionOrders = ['as the node has them', 'largest first', 'highest fee first', 'longest waiting first'] as const;
export type TransactionOrder = typeof transactionOrders[number];

/** @param kind - Of the page: what is in a block waits no longer. */
export function nextOrder(order: TransactionOrder, kind: Content['kind'] | undefined): TransactionOrder {
	const orders = kind === 'mempool' ? transactionOrders : transactionOrders.slice(0, -1);
	return orders[(orders.indexOf(order) + 1) % orders.length]!;
}

const rankOf: Readonly<Record<Exclude<TransactionOrder, 'as the node has them'>, (transaction: TransactionObject) => number>> = {
	'largest first': transaction => Number(parseAmount(paidBy(transaction))),
	'highest fee first': feeRateOf,
	'longest waiting first': ({status}) => -status.time,
};

/** Transactions in the order that is wanted. */
export function sortTransactions(transactions: readonly TransactionObject[], order: TransactionOrder): readonly TransactionObject[] {
	if (order === 'as the node has them') {
		return transactions;
	}

	// Each amount is read once, and not again for every comparison.
	const ranked = transactions.map(transaction => ({transaction, rank: rankOf[order](transaction)}));
	return ranked.toSorted((a, b) => b.rank - a.rank).map(({transaction}) => transaction);
}
