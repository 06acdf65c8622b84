import {defineCommand} from './command.js';
import {workspaceOf} from './open.js';

export const command = defineCommand({
	parameters: ['NAME', 'ADDRESS'],
	description: 'Gives an address a name that can stand wherever an address is asked for.',
	flags: {},
	examples: ['contact add alice tui1q...'],
	async run(context) {
		const {parameters: [name = '', address = ''], output} = context;
		const {contacts} = await workspaceOf(context);
		const contact = await contacts.add(name, address);
		output.result(contact, `${contact.name} is ${contact.address}`);
	},
});
