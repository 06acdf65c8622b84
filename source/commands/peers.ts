import {defineCommand} from './command.js';
import {withSession} from './open.js';
import {table} from './table.js';

export const command = defineCommand({
	parameters: [],
	description: 'Lists the nodes that the node talks to.',
	flags: {},
	examples: ['peers', 'peers --json'],
	async run(context) {
		await withSession(context, {access: 'read'}, async ({node}) => {
			const peers = await node.peers();
			context.output.result(peers, peers.length === 0 ? 'No peers' : table([{title: 'ID'}, {title: 'URL'}], peers.map(({id, url}) => [id, url])));
		});
	},
});
