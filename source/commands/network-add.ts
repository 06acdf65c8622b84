import {defineCommand} from './command.js';
import {networksOf} from './open.js';

export const command = defineCommand({
	parameters: ['FILE'],
	description: 'Adds a network from a file that `network show` printed somewhere else.',
	flags: {},
	examples: ['network add club.json'],
	async run(context) {
		const {parameters: [location = ''], output} = context;
		const networks = networksOf(context);
		const {file} = await networks.readFile(location);
		const {name, genesis} = await networks.add(file);
		output.result({name, genesis: genesis.hash}, `Network ${name}, genesis ${genesis.hash}`);
	},
});
