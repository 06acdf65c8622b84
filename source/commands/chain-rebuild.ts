import {rebuildChainOnDisk} from '../runtime/chain-folder.js';
import {chainRun} from './chain-run.js';
import {defineCommand} from './command.js';
import {workspaceOf} from './open.js';

export const command = defineCommand({
	parameters: [],
	description: 'Makes accounts and indexes anew from the blocks on disk: the way back from damage. Interrupted, it leaves everything as it was. No node may have the data folder open.',
	flags: {},
	examples: ['chain rebuild'],
	async run(context) {
		const rebuilt = await rebuildChainOnDisk(await workspaceOf(context), chainRun(context, 'Rebuilt'));
		const {blocks, lost, height, tip} = rebuilt;
		context.output.result(rebuilt, `${blocks} blocks${lost === 0 ? '' : `, ${lost} lost`}; height ${height}, tip ${tip}`);
	},
});
