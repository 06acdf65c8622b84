import {defineCommand} from './command.js';
import {workspaceOf} from './open.js';
import {table} from './table.js';

export const command = defineCommand({
	parameters: [],
	description: 'Lists the contacts of the network. Wherever an address is asked for, the name of a contact will do.',
	flags: {},
	examples: ['contact list', 'contact list --json'],
	async run(context) {
		const {contacts} = await workspaceOf(context);
		const all = await contacts.list();
		context.output.result(all, all.length === 0 ? 'No contacts yet' : table([{title: 'NAME'}, {title: 'ADDRESS'}], all.map(({name, address}) => [name, address])));
	},
});
