import {openKeystore} from '../runtime/workspace.js';
import {defineCommand} from './command.js';
import {switchFlag} from './flag.js';
import {workspaceOf} from './open.js';

export const command = defineCommand({
	parameters: [],
	description: 'Shows the addresses of the wallet, the first one first. It takes no passphrase.',
	flags: {new: switchFlag('make one more, and show only that')},
	examples: ['wallet address', 'wallet address --new'],
	async run(context) {
		const keystore = await openKeystore(await workspaceOf(context), context.global.wallet);
		const {name} = keystore;
		if (context.flags.new) {
			const address = await keystore.addAddress();
			context.output.result({wallet: name, address}, address);
		} else {
			const {addresses, watched} = keystore;
			context.output.result({wallet: name, addresses, watched}, [...addresses, ...watched.map(({address, label}) => `${address}  (watched: ${label})`)].join('\n'));
		}
	},
});
