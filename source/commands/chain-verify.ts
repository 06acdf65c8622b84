import {verifyChainOnDisk} from '../runtime/chain-folder.js';
import {chainRun} from './chain-run.js';
import {defineCommand} from './command.js';
import {workspaceOf} from './open.js';

export const command = defineCommand({
	parameters: [],
	description: 'Replays the chain from genesis by all the rules, and compares accounts and indexes with what is on disk. No node may have the data folder open.',
	flags: {},
	examples: ['chain verify', 'chain verify --network dev --json'],
	async run(context) {
		const verified = await verifyChainOnDisk(await workspaceOf(context), chainRun(context, 'Verified'));
		context.output.result(verified, `${verified.height} blocks are in order; the tip is ${verified.tip}`);
	},
});
