import {DEFAULT_WALLET} from '../runtime/workspace.js';
import {defineCommand} from './command.js';
import {switchFlag} from './flag.js';
import {askNewPassphrase, workspaceOf} from './open.js';

export const noPassphrase = switchFlag('do without: whoever can read the file can spend the coins');

export const command = defineCommand({
	parameters: ['[NAME]'],
	description: 'Makes a wallet and shows its phrase, this once: whoever has the phrase has the coins, and without it they are lost with the file or the passphrase.',
	flags: {'no-passphrase': noPassphrase},
	examples: ['wallet new', 'wallet new savings', 'wallet new --no-passphrase --json'],
	async run(context) {
		const {flags, parameters: [name = DEFAULT_WALLET], output} = context;
		const {wallets} = await workspaceOf(context);
		const protection = flags['no-passphrase'] ? 'none' : {passphrase: await askNewPassphrase(context, name)};
		const {keystore, phrase} = await wallets.create(name, protection);
		const address = keystore.addresses[0]!;
		output.result({name, address, phrase}, `Wallet ${name}\n\n  ${address}\n\nIts phrase. Write it down; it is not shown again:\n\n  ${phrase}`);
	},
});
