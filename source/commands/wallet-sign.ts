import {ApiError} from '../api/api-error.js';
import {openKeystore} from '../runtime/workspace.js';
import {readAddress, signMessage} from '../runtime/wallet.js';
import {defineCommand} from './command.js';
import {valueFlag} from './flag.js';
import {textValue} from './flag-values.js';
import {askPassphrase, workspaceOf} from './open.js';

export const command = defineCommand({
	parameters: ['MESSAGE'],
	description: 'Signs a message with the key of an address, which proves that whoever wrote it has the key.',
	flags: {address: valueFlag('ADDRESS', 'one of the wallet; by default the first', textValue)},
	examples: ['wallet sign "I am the treasurer"'],
	async run(context) {
		const {parameters: [message = ''], flags, output, global} = context;
		const workspace = await workspaceOf(context);
		const keystore = await openKeystore(workspace, global.wallet);
		const {name, addresses, isEncrypted} = keystore;
		const address = flags.address === undefined ? addresses[0]! : readAddress(flags.address, workspace.network);
		const index = addresses.indexOf(address);
		if (index === -1) {
			throw new ApiError('address_not_in_wallet', `wallet ${name} has no key for ${address}`);
		}

		const keys = await keystore.unlock(isEncrypted ? await askPassphrase(context, name) : undefined);
		try {
			const signature = keys.withKeyAt(index, privateKey => signMessage(message, privateKey));
			output.result({address, message, signature}, signature);
		} finally {
			keys.wipe();
		}
	},
});
