import type {TransactionObject} from '../../api/transaction.js';
import {formatAmount, parseAmount} from '../../protocol/amount.js';

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

export const transactionOrders = ['as the node has them', 'largest first', 'highest fee first'] as const;
export type TransactionOrder = typeof transactionOrders[number];

export const nextOrder = (order: TransactionOrder): TransactionOrder => transactionOrders[(transactionOrders.indexOf(order) + 1) % transactionOrders.length]!;

/** Transactions in the order that is wanted. */
export function sortTransactions(transactions: readonly TransactionObject[], order: TransactionOrder): readonly TransactionObject[] {
	if (order === 'as the node has them') {
		return transactions;
	}

	// Each amount is read once, and not again for every comparison.
	const ranked = transactions.map(transaction => ({transaction, rank: order === 'largest first' ? Number(parseAmount(paidBy(transaction))) : feeRateOf(transaction)}));
	return ranked.toSorted((a, b) => b.rank - a.rank).map(({transaction}) => transaction);
}
