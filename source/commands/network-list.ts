import {networkId} from '../protocol/network.js';
import {defineCommand} from './command.js';
import {networksOf} from './open.js';
import {table} from './table.js';

export const command = defineCommand({
	parameters: [],
	description: 'Lists the networks that are built in, and those that were made or added here.',
	flags: {},
	examples: ['network list', 'network list --json'],
	async run(context) {
		const known = await networksOf(context).list();
		const rows = known.map(({network, isBuiltIn}) => ({
			name: network.name,
			id: networkId(network),
			symbol: network.symbol,
			block_time: network.blockTime,
			genesis: network.genesis.hash,
			built_in: isBuiltIn,
		}));
		context.output.result(rows, table(
			[{title: 'NAME'}, {title: 'SYMBOL'}, {title: 'BLOCK TIME', align: 'right'}, {title: 'GENESIS'}, {title: 'FROM'}],
			rows.map(row => [row.name, row.symbol, `${row.block_time} s`, row.genesis, row.built_in ? 'built in' : 'here']),
		));
	},
});
