import {defineCommand} from './command.js';
import {workspaceOf} from './open.js';

export const command = defineCommand({
	parameters: ['NAME'],
	description: 'Forgets a contact.',
	flags: {},
	examples: ['contact remove alice'],
	async run(context) {
		const {parameters: [name = ''], output} = context;
		const {contacts} = await workspaceOf(context);
		await contacts.remove(name);
		output.result({removed: name}, `${name} is forgotten`);
	},
});
