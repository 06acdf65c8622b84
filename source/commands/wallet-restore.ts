import {ApiError, toApiError} from '../api/api-error.js';
import {openSession} from '../runtime/open-session.js';
import {DEFAULT_WALLET, type Workspace} from '../runtime/workspace.js';
import {type Context, defineCommand} from './command.js';
import {askNewPassphrase, workspaceOf} from './open.js';
import {noPassphrase} from './wallet-new.js';

export const command = defineCommand({
	parameters: ['[NAME]'],
	description: 'Makes a wallet from the 12 to 24 words of its phrase, and looks for the addresses that it had. From a pipe, the first line is the phrase, the second the passphrase.',
	flags: {'no-passphrase': noPassphrase},
	examples: ['wallet restore', 'wallet restore savings --passphrase-file secret.txt < phrase.txt'],
	async run(context) {
		const {flags, parameters: [name = DEFAULT_WALLET], output, prompt} = context;
		const workspace = await workspaceOf(context);
		const phrase = await prompt.hidden('The phrase: ');
		if (phrase === undefined) {
			throw new ApiError('phrase_invalid', 'type the phrase, or pipe it in');
		}

		const protection = flags['no-passphrase'] ? 'none' : {passphrase: await askNewPassphrase(context, name)};
		const {addresses: [address]} = await workspace.wallets.restore(name, phrase, protection);
		const addresses = await findAddresses(context, workspace, name);
		output.result({name, address, addresses}, `Wallet ${name}\n\n${addresses.map(each => `  ${each}`).join('\n')}`);
	},
});

/** What was used before shows only on the chain; a wallet without a node has its first address. */
async function findAddresses({output, global}: Context, workspace: Workspace, name: string): Promise<readonly string[]> {
	const keystore = await workspace.wallets.open(name);
	try {
		const session = await openSession(workspace, {access: 'read', nodeUrl: global.node});
		try {
			const wallet = await session.openWallet(name);
			await wallet.findAddresses();
			return wallet.keystore.addresses;
		} finally {
			await session.stop();
		}
	} catch (error) {
		output.note(`Whether more addresses were in use could not be looked up: ${toApiError(error).message}`);
		return keystore.addresses;
	}
}
