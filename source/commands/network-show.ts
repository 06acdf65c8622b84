import {DEFAULT_NETWORK} from '../runtime/workspace.js';
import {defineCommand} from './command.js';
import {networksOf} from './open.js';

export const command = defineCommand({
	parameters: ['[NAME]'],
	description: 'Prints the network file: every parameter. It is what others need to join (`network add`), and its hash is the genesis.',
	flags: {},
	examples: ['network show', 'network show club > club.json'],
	async run(context) {
		const {parameters: [name], global, output} = context;
		const {file, genesis} = await networksOf(context).find(name ?? global.network ?? DEFAULT_NETWORK);
		output.note(`Genesis ${genesis.hash}`);
		output.result(file, JSON.stringify(file, undefined, '\t'));
	},
});
