import {existsSync} from 'node:fs';
import {networkOfNode} from '../runtime/network-of-node.js';
import type {Network} from '../protocol/network.js';
import type {Networks} from '../runtime/networks.js';
import {defineCommand} from './command.js';
import {networksOf} from './open.js';

export const command = defineCommand({
	parameters: ['FILE_OR_URL'],
	description: 'Adds a network, from a file that `network show` printed somewhere else, or from a node that runs it.',
	flags: {},
	examples: ['network add club.json', 'network add http://192.168.1.20:5000'],
	async run(context) {
		const {parameters: [source = ''], output} = context;
		const networks = networksOf(context);
		const {name, genesis} = isUrl(source) ? await networkOfNode(source, networks) : await addFile(source, networks);
		output.result({name, genesis: genesis.hash}, `Network ${name}, genesis ${genesis.hash}`);
	},
});

/** A file may be called anything, `10.0.0.5:5000` too. */
const isUrl = (source: string): boolean => /^https?:\/\//v.test(source) || (/^[\w.\-]+:\d+$/v.test(source) && !existsSync(source));

async function addFile(location: string, networks: Networks): Promise<Network> {
	const {file} = await networks.readFile(location);
	return networks.add(file);
}
