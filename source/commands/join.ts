import {originOf} from '../api/node-url.js';
import {networkOfNode} from '../runtime/network-of-node.js';
import {networkId} from '../protocol/network.js';
import {ApiError} from '../api/api-error.js';
import {defineCommand} from './command.js';
import {nodeFlags, runNode} from './node.js';
import {networksOf} from './open.js';

export const command = defineCommand({
	parameters: ['URL'],
	description: `Joins the network of a running node: takes its network file, checks it, and runs a node that has that one for its first peer. The next time, \`node --network NAME\` is enough: peers are remembered.

With --mine, the network has to have a wallet here, or --address says who is paid.`,
	flags: nodeFlags,
	examples: ['join http://192.168.1.20:5000', 'join 192.168.1.20:5000 --mine --address club1q...'],
	isLongRunning: true,
	async run(context) {
		const {parameters: [text = ''], global, flags, output} = context;
		if (global.network !== undefined) {
			throw new ApiError('usage', 'the network is that of the node: --network makes no sense here');
		}

		const url = originOf(text);
		const networks = networksOf(context);
		const network = await networkOfNode(url, networks);
		output.note(`Network ${network.name}, genesis ${network.genesis.hash}`);
		await runNode({...context, global: {...global, network: networkId(network)}, flags: {...flags, peer: [url, ...flags.peer]}});
	},
});
