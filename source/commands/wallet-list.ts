import {defineCommand} from './command.js';
import {workspaceOf} from './open.js';
import {table} from './table.js';

export const command = defineCommand({
	parameters: [],
	description: 'Names the wallets of the network.',
	flags: {},
	examples: ['wallet list', 'wallet list --network dev --json'],
	async run(context) {
		const {wallets} = await workspaceOf(context);
		const names = await wallets.list();
		const rows = await Promise.all(names.map(async name => {
			const {addresses, watched, isEncrypted} = await wallets.open(name);
			return {
				name, address: addresses[0]!, addresses: addresses.length, watched: watched.length, encrypted: isEncrypted,
			};
		}));
		context.output.result(rows, rows.length === 0
			? 'No wallets yet: chain-tui wallet new'
			: table(
				[{title: 'NAME'}, {title: 'FIRST ADDRESS'}, {title: 'ADDRESSES', align: 'right'}, {title: 'WATCHED', align: 'right'}, {title: 'PASSPHRASE'}],
				rows.map(({name, address, addresses, watched, encrypted}) => [name, address, String(addresses), String(watched), encrypted ? 'yes' : 'no']),
			));
	},
});
