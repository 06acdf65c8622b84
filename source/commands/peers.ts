import type {Peer} from '../api/peer.js';
import {defineCommand} from './command.js';
import {withSession} from './open.js';
import {table} from './table.js';

export const command = defineCommand({
	parameters: [],
	description: 'Lists the nodes that the node talks to, and those it remembers: `out` are those it dials, `in` those that dial it.',
	flags: {},
	examples: ['peers', 'peers --json'],
	async run(context) {
		await withSession(context, {access: 'read'}, async ({node}) => {
			const peers = await node.peers();
			context.output.result(peers, peers.length === 0
				? 'No peers'
				: table(
					[{title: 'PEER'}, {title: 'DIR'}, {title: 'STATE'}, {title: 'HEIGHT', align: 'right'}, {title: 'PING', align: 'right'}, {title: 'TROUBLE'}],
					peers.map(peer => rowOf(peer)),
				));
		});
	},
});

const rowOf = ({address, direction, state, height, ping_ms: ping, trouble}: Peer): string[] => [
	address, direction, state, height === null ? 'n/a' : height.toLocaleString('en'), ping === null ? 'n/a' : `${Math.round(ping)} ms`, trouble ?? '',
];
