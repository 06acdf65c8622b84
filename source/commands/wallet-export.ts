import {openKeystore} from '../runtime/workspace.js';
import {defineCommand} from './command.js';
import {askPassphrase, workspaceOf} from './open.js';

export const command = defineCommand({
	parameters: [],
	description: 'Shows the phrase of the wallet. Whoever sees it can spend the coins.',
	flags: {},
	examples: ['wallet export', 'wallet export --passphrase-file secret.txt --json'],
	async run(context) {
		const keystore = await openKeystore(await workspaceOf(context), context.global.wallet);
		const {name, isEncrypted} = keystore;
		const phrase = await keystore.phrase(isEncrypted ? await askPassphrase(context, name) : undefined);
		context.output.note('Whoever sees this phrase can spend the coins.');
		context.output.result({name, phrase}, phrase);
	},
});
