import {importChainFromFile} from '../runtime/chain-folder.js';
import {chainRun} from './chain-run.js';
import {defineCommand} from './command.js';
import {workspaceOf} from './open.js';

export const command = defineCommand({
	parameters: ['FILE'],
	description: 'Takes in the blocks of a file that `chain export` wrote, each checked by all the rules. A line that is wrong ends it, and what came before stays. No node may have the data folder open.',
	flags: {},
	examples: ['chain import backup.jsonl'],
	async run(context) {
		const {parameters: [file = ''], output} = context;
		const result = await importChainFromFile(await workspaceOf(context), file, chainRun(context, 'Read'));
		output.result({file, ...result}, `${result.added} new blocks, ${result.known} known before`);
	},
});
