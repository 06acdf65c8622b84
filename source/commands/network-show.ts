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
		output.result(file, shownJson(file));
	},
});

/** JSON that a terminal shows as it is: what is not, is escaped, so that the file remains the same network. */
const shownJson = (value: unknown): string => JSON.stringify(value, undefined, '\t').replaceAll(/[\u007F-\u009F]/gv, letter => String.raw`\u00${letter.codePointAt(0)!.toString(16)}`);
