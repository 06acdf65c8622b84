import {ApiError} from '../api/api-error.js';
import type {NodeApi} from '../api/node-api.js';
import {mine} from '../runtime/mine.js';
import {DEFAULT_PORT, LOOPBACK} from '../runtime/open-session.js';
import {type Context, defineCommand} from './command.js';
import {switchFlag, valueFlag} from './flag.js';
import {portValue, textValue, wholeNumber} from './flag-values.js';
import {payee} from './mine.js';
import {withSession} from './open.js';

const flags = {
	port: valueFlag('PORT', `where it listens; by default ${DEFAULT_PORT} or the next that is free, 0 takes any`, portValue),
	mine: switchFlag('mine as well'),
	address: valueFlag('ADDRESS', 'who is paid for mining; by default the wallet', textValue),
	threads: valueFlag('N', 'processes that mine; by default one less than there are cores', wholeNumber(1, 1024)),
};

export const command = defineCommand({
	parameters: [],
	description: 'Keeps the chain on this machine and answers whoever asks on it, until it is stopped with Ctrl-C or SIGTERM.',
	flags,
	examples: ['node --network dev', 'node --network dev --mine', 'node --port 0 --json'],
	isLongRunning: true,
	async run(context) {
		const {output, global, flags: {port, ...mining}} = context;
		if (global.node !== undefined) {
			throw new ApiError('usage', 'this runs a node of its own: --node makes no sense here');
		}

		await withSession(context, {access: 'serve', host: LOOPBACK, port: {port: port ?? DEFAULT_PORT, isDefault: port === undefined}}, async session => {
			const {node, url, workspace: {network}} = session;
			const address = mining.mine ? await payee(session.workspace, context, mining.address) : undefined;
			const {height} = await node.status();
			output.event('ready', {url, network: network.name, height}, `Node of ${network.name} at ${url}, height ${height}`);
			await Promise.all([
				tellEvents(node, context),
				...(address === undefined ? [] : [mine(session, {address, threads: mining.threads, signal: context.signal})]),
			]);
			const end = await node.status();
			output.event('stopped', {height: end.height}, `Stopped at height ${end.height}`);
		});
	},
});

async function tellEvents(node: NodeApi, {output, signal}: Pick<Context, 'output' | 'signal'>): Promise<void> {
	for await (const {type, data} of node.events({signal})) {
		switch (type) {
			case 'block': {
				output.event(type, data, `Block #${data.height} ${data.hash}, ${data.transaction_count} transaction${data.transaction_count === 1 ? '' : 's'}`);
				break;
			}

			case 'transaction': {
				output.event(type, data, `Transfer ${data.id}`);
				break;
			}

			case 'reorg': {
				output.event(type, data, `Reorganisation: ${data.depth} blocks left the best chain above #${data.fork_height}`);
				break;
			}

			case 'tip':
			case 'mempool':
			case 'status':
			case 'reset': {
				break;
			}
		}
	}
}
