import {ApiError} from '../api/api-error.js';
import type {TransactionObject} from '../api/transaction.js';
import type {Hash} from '../protocol/brands.js';
import {isHash} from '../protocol/hash.js';
import {formatTime} from '../terminal/format.js';
import {defineCommand} from './command.js';
import {withSession} from './open.js';
import {pairs} from './table.js';

export const command = defineCommand({
	parameters: ['ID'],
	description: 'Shows a transaction, pending or confirmed.',
	flags: {},
	examples: ['tx 56cc57f8e8fd93cf2cf41f25e539cd837bf28f98a5e5d85ae86cac95401ecb68'],
	async run(context) {
		const {parameters: [text = ''], output} = context;
		const id = readId(text);
		await withSession(context, {access: 'read'}, async ({node}) => {
			const transaction = await node.transaction(id);
			output.result(transaction, textOf(transaction));
		});
	},
});

function readId(text: string): Hash {
	const lower = text.toLowerCase();
	if (!isHash(lower)) {
		throw new ApiError('usage', `the id of a transaction is 64 hexadecimal digits; got ${JSON.stringify(text.slice(0, 80))}`);
	}

	return lower;
}

const textOf = ({id, type, sender, outputs, fee, nonce, memo, memo_hex: memoHex, size, status}: TransactionObject): string => pairs([
	['Transaction', id],
	['Type', type],
	...(sender === null ? [] : [['From', sender]] as const),
	...outputs.map(({recipient, amount}) => ['To', `${recipient}  ${amount}`] as const),
	...(nonce === null ? [] : [['Fee', fee], ['Nonce', nonce]] as const),
	...(memoHex === '' ? [] : [['Memo', memo ?? memoHex]] as const),
	['Size', `${size} bytes`],
	['Status', status.confirmed ? `in block #${status.height}, ${status.confirmations} confirmation${status.confirmations === 1 ? '' : 's'}` : 'pending'],
	[status.confirmed ? 'Time (UTC)' : 'First seen (UTC)', formatTime(status.time)],
]);
