import {formatHashrate} from '../terminal/format.js';
import {defineCommand} from './command.js';
import {withSession} from './open.js';
import {pairs} from './table.js';

export const command = defineCommand({
	parameters: [],
	description: 'Shows how the node is: the one of this machine, the one named by --node, or, where none runs, what the data folder holds.',
	flags: {},
	examples: ['status', 'status --node http://192.168.1.20:5000 --json'],
	async run(context) {
		await withSession(context, {access: 'read'}, async ({node, url}) => {
			const status = await node.status();
			context.output.result(status, pairs([
				['Network', status.network],
				['Genesis', status.genesis],
				['Node', url ?? 'none running'],
				['Height', status.height],
				['Tip', status.tip],
				['Difficulty', status.difficulty.toLocaleString('en')],
				['Hashrate', formatHashrate(status.hashrate)],
				['Peers', status.peers],
				['Mempool', `${status.mempool.count} transfers, ${status.mempool.bytes} bytes`],
				['Version', status.version],
			]));
		});
	},
});
