import {exportChainToFile} from '../runtime/chain-folder.js';
import {chainRun} from './chain-run.js';
import {defineCommand} from './command.js';
import {workspaceOf} from './open.js';

export const command = defineCommand({
	parameters: ['FILE'],
	description: 'Writes the best chain to a new file: the network on the first line, then a block a line, as JSON. No node may have the data folder open.',
	flags: {},
	examples: ['chain export backup.jsonl'],
	async run(context) {
		const {parameters: [file = ''], output} = context;
		const blocks = await exportChainToFile(await workspaceOf(context), file, chainRun(context, 'Written'));
		output.result({file, blocks}, `${blocks} blocks in ${file}`);
	},
});
