import {formatTime} from '../terminal/format.js';
import {defineCommand} from './command.js';
import {withSession} from './open.js';
import {table} from './table.js';

export const command = defineCommand({
	parameters: [],
	description: 'Lists the transfers that wait for a block, those that the next one would take first at the top.',
	flags: {},
	examples: ['mempool', 'mempool --json'],
	async run(context) {
		await withSession(context, {access: 'read'}, async ({node}) => {
			const pending = await node.pending();
			context.output.result(pending, pending.length === 0
				? 'Nothing waits'
				: table(
					[{title: 'SINCE (UTC)'}, {title: 'TRANSFER'}, {title: 'OUTPUTS', align: 'right'}, {title: 'FEE', align: 'right'}, {title: 'BYTES', align: 'right'}],
					pending.map(({status, id, outputs, fee, size}) => [formatTime(status.time), id, String(outputs.length), fee, String(size)]),
				));
		});
	},
});
