import {defineCommand} from './command.js';
import {withSession} from './open.js';

export const command = defineCommand({
	parameters: ['PEER'],
	description: 'Has the running node of this machine forget a peer: by its URL, or by host:port.',
	flags: {},
	examples: ['peers remove 192.168.1.20:5000'],
	async run(context) {
		const {parameters: [text = ''], output} = context;
		const id = URL.canParse(text) ? new URL(text).host || text : text;
		await withSession(context, {access: 'attach'}, async ({node}) => {
			await node.removePeer(id);
			output.result({id}, `Peer ${id} forgotten`);
		});
	},
});
