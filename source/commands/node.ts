import {ApiError} from '../api/api-error.js';
import type {SyncProgress} from '../api/event.js';
import type {NodeApi} from '../api/node-api.js';
import type {Peer} from '../api/peer.js';
import {mine} from '../runtime/mine.js';
import {DEFAULT_PORT, type Session} from '../runtime/open-session.js';
import {type Context, defineCommand} from './command.js';
import {listFlag, switchFlag, valueFlag} from './flag.js';
import {
	nodeUrlValue, portValue, textValue, wholeNumber,
} from './flag-values.js';
import {payee} from './mine.js';
import {withSession} from './open.js';

/** The flags of whoever runs a node. */
export const nodeFlags = {
	port: valueFlag('PORT', `where it listens; by default ${DEFAULT_PORT} or the next that is free, 0 takes any`, portValue),
	lan: switchFlag('let other machines of the network in'),
	peer: listFlag('URL', 'another node to keep in touch with; may be given several times', nodeUrlValue),
	'public-url': valueFlag('URL', 'where other nodes reach this one, when that is not its own address: through a forwarded port, say', nodeUrlValue),
	mine: switchFlag('mine as well'),
	address: valueFlag('ADDRESS', 'who is paid for mining; by default the wallet', textValue),
	threads: valueFlag('N', 'processes that mine; by default one less than there are cores', wholeNumber(1, 1024)),
};

export const command = defineCommand({
	parameters: [],
	description: 'Keeps the chain on this machine and answers whoever asks on it, until it is stopped with Ctrl-C or SIGTERM.',
	flags: nodeFlags,
	examples: ['node --network dev', 'node --lan --mine', 'node --peer http://192.168.1.20:5000', 'node --port 0 --json'],
	isLongRunning: true,
	async run(context) {
		await runNode(context);
	},
});

/** A node of one's own, until the signal aborts. */
export async function runNode(context: Context<typeof nodeFlags>): Promise<void> {
	const {output, global, flags: {port, lan, peer, 'public-url': publicUrl, ...mining}} = context;
	if (global.node !== undefined) {
		throw new ApiError('usage', 'this runs a node of its own: --node makes no sense here');
	}

	await withSession(context, {
		access: 'serve', isOpenToLan: lan, peers: peer, publicUrl, port: {port: port ?? DEFAULT_PORT, isDefault: port === undefined},
	}, async session => {
		const {node, url, workspace: {network}} = session;
		const address = mining.mine ? await payee(session.workspace, context, mining.address) : undefined;
		const {height} = await node.status();
		output.event('ready', {url, network: network.name, height}, `Node of ${network.name} at ${url}, height ${height}`);
		tellNeighbours(session, context);
		await Promise.all([
			tellEvents(node, context),
			...(address === undefined ? [] : [mine(session, {address, threads: mining.threads, signal: context.signal})]),
		]);
		const end = await node.status();
		output.event('stopped', {height: end.height}, `Stopped at height ${end.height}`);
	});
}

/** The one line that a neighbour types. */
function tellNeighbours(session: Session, {output, flags}: Context<typeof nodeFlags>): void {
	const [first, ...others] = session.lanUrls();
	if (first !== undefined) {
		output.note(`Others join with: npx chain-tui join ${first}${others.length === 0 ? '' : ` (or ${others.join(', ')})`}`);
	} else if (flags.lan) {
		output.note('This machine has no address that others could reach: is it connected to a network?');
	}
}

async function tellEvents(node: NodeApi, {output, signal}: Pick<Context, 'output' | 'signal'>): Promise<void> {
	const told = new Map<string, Peer['state']>();
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

			case 'peer': {
				if (data.state !== told.get(data.id)) {
					told.set(data.id, data.state);
					output.event(type, data, peerText(data));
				}

				break;
			}

			case 'sync': {
				output.event(type, data, syncText(data));
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

function peerText({address, direction, state, trouble}: Peer): string {
	const words = direction === 'out' ? `Peer ${address} ${state}` : `Peer from ${address} ${state === 'removed' ? 'gone' : state}`;
	return trouble === null ? words : `${words}: ${trouble}`;
}

function syncText({state, height, headers, percent, blocks_per_second: rate, seconds_left: left}: SyncProgress): string {
	switch (state) {
		case 'headers': {
			return `Catching up: headers to #${headers}`;
		}

		case 'blocks': {
			return `Catching up: #${height} of #${headers}, ${percent} %${rate === null ? '' : `, ${Math.round(rate)} blocks/s`}${left === null ? '' : `, ${left} s left`}`;
		}

		case 'done': {
			return `Caught up at #${height}`;
		}

		case 'stopped': {
			return `Catching up stopped at #${height}; it goes on when a peer can`;
		}
	}
}
