import * as z from 'zod';
import {
	addressSchema, amountSchema, countSchema, hashSchema, hexSchema, timestampSchema,
} from './values.js';

export const outputSchema = z.object({recipient: addressSchema, amount: amountSchema}).meta({id: 'Output'});

export const transactionSchema = z.object({
	id: hashSchema,
	type: z.enum(['coinbase', 'transfer']),
	sender: addressSchema.nullable().meta({description: 'null for a coinbase'}),
	public_key: hexSchema.nullable(),
	nonce: countSchema.nullable(),
	fee: amountSchema,
	outputs: z.array(outputSchema),
	memo: z.string().nullable().meta({description: 'The memo as text; null when its bytes are no UTF-8'}),
	memo_hex: hexSchema.meta({description: 'The bytes of the memo; of a coinbase, what follows the height in its script'}),
	signature: hexSchema.nullable(),
	size: countSchema.meta({description: 'Bytes'}),
	status: z.object({
		confirmed: z.boolean(),
		height: countSchema.nullable(),
		block_hash: hashSchema.nullable(),
		time: timestampSchema.meta({description: 'Of the block; of a pending transfer, when the node first saw it'}),
		confirmations: countSchema,
	}),
}).meta({id: 'Transaction'});

export type TransactionObject = z.infer<typeof transactionSchema>;

/** How a transaction looks from one account, or from one wallet. */
export const directions = ['sent', 'received', 'mined', 'self'] as const;

export const historyEntrySchema = z.object({
	transaction: transactionSchema,
	direction: z.enum(directions),
	amount: amountSchema.meta({description: 'What was sent (without the fee), received or mined; between own accounts, what moved'}),
	fee: amountSchema.meta({description: 'What the account paid for it'}),
	balance: amountSchema.meta({description: 'Balance and immature coins together, after this transaction'}),
	time: timestampSchema,
}).meta({id: 'HistoryEntry'});

export type HistoryEntry = z.infer<typeof historyEntrySchema>;

/** The fields of a signed transfer, as `POST /transactions/new` takes them; the names are those of a transaction. */
export const signedTransferSchema = z.strictObject({
	public_key: hexSchema.length(66),
	nonce: countSchema.max(0xffff_ffff),
	fee: amountSchema,
	outputs: z.array(z.strictObject({recipient: addressSchema, amount: amountSchema})).min(1).max(255),
	memo: z.string().max(256).optional(),
	memo_hex: hexSchema.max(512).optional(),
	signature: hexSchema.length(128),
}).refine(({memo, memo_hex: memoHex}) => memo === undefined || memoHex === undefined, 'give memo or memo_hex, not both')
	.meta({id: 'SignedTransfer'});

export type SignedTransfer = z.infer<typeof signedTransferSchema>;

/** A branch of the Merkle tree with which anybody who knows the header can check that a transaction is in the block. */
export const merkleProofSchema = z.object({
	transaction: hashSchema,
	block_hash: hashSchema,
	height: countSchema,
	index: countSchema.meta({description: 'The position of the transaction in the block'}),
	branch: z.array(hexSchema).meta({description: 'Raw 32-byte siblings, bottom-up'}),
	header: hexSchema.meta({description: 'The 80 bytes of the header'}),
}).meta({id: 'MerkleProof'});

export type MerkleProof = z.infer<typeof merkleProofSchema>;
