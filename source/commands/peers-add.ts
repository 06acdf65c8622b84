import {originOf} from '../api/node-url.js';
import {defineCommand} from './command.js';
import {withSession} from './open.js';

export const command = defineCommand({
	parameters: ['URL'],
	description: 'Has the running node of this machine keep in touch with another one. It is asked first who it is: a node of another network, or the node itself, is refused.',
	flags: {},
	examples: ['peers add http://192.168.1.20:5000', 'peers add 192.168.1.20:5000'],
	async run(context) {
		const {parameters: [text = ''], output} = context;
		const url = originOf(text);
		await withSession(context, {access: 'attach'}, async ({node}) => {
			await node.registerPeers([url]);
			const peers = await node.peers();
			output.result(peers.find(peer => peer.url === url) ?? null, `Peer ${url} added`);
		});
	},
});
