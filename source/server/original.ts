import type {BlockObject} from '../api/block.js';
import type {LedgerApi} from '../api/node-api.js';
import type {OriginalBlock, OriginalTransaction} from '../api/original.js';
import type {TransactionObject} from '../api/transaction.js';
import {ApiError} from '../api/api-error.js';
import type {Hash, Height} from '../protocol/brands.js';

/** Who sends new coins, in the words of the original. */
export const COINBASE_SENDER = 'Coinbase Reward';

/** A transaction as the rows of the original, one an output. @param previousHash - Of the block it is in; of the tip, while it is pending. */
export function toRows(transaction: TransactionObject, previousHash: Hash): OriginalTransaction[] {
	return transaction.outputs.map(({recipient, amount}, index) => ({
		sender: transaction.sender ?? COINBASE_SENDER,
		recipient,
		amount: Number(amount),
		fee: index === 0 ? Number(transaction.fee) : 0,
		time_submitted: transaction.status.time,
		previous_block_hash: previousHash,
		public_key_hex: transaction.public_key ?? '',
		transaction_hash: transaction.id,
		signature: transaction.signature ?? '',
	}));
}

export const toOriginalBlock = (block: BlockObject): OriginalBlock => ({
	index: block.height + 1,
	timestamp: block.time,
	transactions: block.transactions.flatMap(transaction => toRows(transaction, block.previous_hash)),
	difficulty: block.difficulty,
	proof: block.nonce,
	previous_hash: block.previous_hash,
	current_hash: block.hash,
});

export type ChainRange = {
	/** The index of the first block, from 1. */
	readonly from?: number | undefined;
	readonly limit?: number | undefined;
};

/**
The blocks of the best chain up to the tip of this moment, oldest first, one after the other.

Fails when a reorganisation takes away what was already told: each block has the one before it as its parent.
*/
export async function * chainBlocks(node: Pick<LedgerApi, 'block'>, length: number, {from = 1, limit = Infinity}: ChainRange = {}): AsyncGenerator<OriginalBlock> {
	let previous: Hash | undefined;
	const end = Math.min(length, from - 1 + limit);
	for (let height: Height = from - 1; height < end; height++) {
		const block = await node.block(height);
		if (previous !== undefined && block.previous_hash !== previous) {
			throw new ApiError('internal', 'the chain was reorganised while it was told');
		}

		previous = block.hash;
		yield toOriginalBlock(block);
	}
}

/** A list as JSON text, element by element. */
export async function * jsonList(items: AsyncIterable<unknown>): AsyncGenerator<string> {
	let separator = '[';
	for await (const item of items) {
		yield separator + JSON.stringify(item);
		separator = ',';
	}

	yield separator === '[' ? '[]' : ']';
}
