import {ApiError} from '../api/api-error.js';
import type {BlockObject} from '../api/block.js';
import type {BlockId} from '../api/node-api.js';
import {isHash} from '../protocol/hash.js';
import {formatTime} from '../terminal/format.js';
import {defineCommand} from './command.js';
import {withSession} from './open.js';
import {pairs, table} from './table.js';

export const command = defineCommand({
	parameters: ['[ID]'],
	description: 'Shows a block, by its height or its hash; without either, the tip.',
	flags: {},
	examples: ['block', 'block 12', 'block 12 --json'],
	async run(context) {
		const {parameters: [id = 'tip'], output} = context;
		const wanted = readId(id);
		await withSession(context, {access: 'read'}, async ({node}) => {
			const block = await node.block(wanted);
			output.result(block, textOf(block));
		});
	},
});

function readId(text: string): BlockId {
	const lower = text.toLowerCase();
	if (lower === 'tip' || isHash(lower)) {
		return lower;
	}

	if (!/^\d{1,10}$/v.test(text)) {
		throw new ApiError('usage', `a block is named by its height or its hash; got ${JSON.stringify(text.slice(0, 80))}`);
	}

	return Number(text);
}

const textOf = (block: BlockObject): string => `${pairs([
	['Block', `#${block.height}`],
	['Hash', block.hash],
	['Previous', block.previous_hash],
	['Merkle root', block.merkle_root],
	['Time (UTC)', formatTime(block.time)],
	['Bits', `${block.bits}, difficulty ${block.difficulty.toLocaleString('en')}`],
	['Nonce', block.nonce],
	['Size', `${block.size} bytes`],
	['Confirmations', block.confirmations],
])}\n\n${block.transactions.length === 0
	? 'No transactions'
	: table(
		[{title: 'TRANSACTION'}, {title: 'TYPE'}, {title: 'OUTPUTS', align: 'right'}, {title: 'FEE', align: 'right'}],
		block.transactions.map(({id, type, outputs, fee}) => [id, type, String(outputs.length), fee]),
	)}`;
