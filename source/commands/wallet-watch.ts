import {openKeystore} from '../runtime/workspace.js';
import {defineCommand} from './command.js';
import {switchFlag} from './flag.js';
import {workspaceOf} from './open.js';

export const command = defineCommand({
	parameters: ['ADDRESS', '[LABEL]'],
	description: 'Adds an address to the wallet whose balance is shown, but from which nothing can be sent: its key is elsewhere.',
	flags: {remove: switchFlag('watch it no longer')},
	examples: ['wallet watch tui1q... "the club"', 'wallet watch tui1q... --remove'],
	async run(context) {
		const {parameters: [address = '', label = 'watched'], flags: {remove}, output, global} = context;
		const keystore = await openKeystore(await workspaceOf(context), global.wallet);
		await (remove ? keystore.unwatch(address) : keystore.watch(address, label));

		output.result({wallet: keystore.name, watched: keystore.watched}, remove ? `${address} is no longer watched` : `Watching ${address}`);
	},
});
