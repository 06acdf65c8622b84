import type {Address} from '../protocol/brands.js';
import {ApiError} from '../api/api-error.js';
import {formatPool} from '../api/pool-address.js';
import {
	kernelNames, mine, type MineResult, type MinerEvent, mineOnPools, type PoolNews,
} from '../runtime/mine.js';
import {openKeystore, type Workspace} from '../runtime/workspace.js';
import {formatHashrate} from '../terminal/format.js';
import {type Context, defineCommand} from './command.js';
import {listFlag, valueFlag} from './flag.js';
import {
	poolValue, secondsValue, textValue, wholeNumber,
} from './flag-values.js';
import {addressNamed, withSession, workspaceOf} from './open.js';

const flags = {
	address: valueFlag('ADDRESS', 'who is paid: an address or a contact; by default the wallet', textValue),
	pool: listFlag('HOST:PORT', 'mine on this Stratum pool instead; given several times, the first that gives work', poolValue),
	worker: valueFlag('NAME', 'how the pool is to call this machine', textValue),
	user: valueFlag('NAME', 'what to call oneself at the pool, where that is not ADDRESS.WORKER', textValue),
	threads: valueFlag('N', 'processes that mine; by default one less than there are cores', wholeNumber(1, 1024)),
	kernel: valueFlag('NAME', `how they hash: ${kernelNames.join(', ')}`, textValue),
	blocks: valueFlag('N', 'stop after so many blocks', wholeNumber(1, 1_000_000)),
	seconds: valueFlag('S', 'stop after so many seconds', secondsValue),
};

export const command = defineCommand({
	parameters: [],
	description: `Mines on the node of this machine, or on one of its own where there is none, until it is stopped with Ctrl-C or has enough.

Where nothing retargets, as on the network dev, a block costs next to nothing: there it waits before each block as long as a block should take, unless --blocks says how many are wanted.

With --pool it mines on a pool, ours or any other that speaks Stratum V1, and needs no node. A pool that is lost is called again; meanwhile the next of the list is mined on. Where --seconds are over and no pool has ever given work, the exit code is 4.`,
	flags,
	examples: ['mine --network dev --blocks 12', 'mine --threads 2', 'mine --network dev --seconds 10 --json', 'mine --pool 192.168.1.20:6000 --worker attic'],
	isLongRunning: true,
	async run(context) {
		const {output, flags: {pool}} = context;
		const result = pool.length > 0 ? await onPools(context) : await onNode(context);
		output.event('result', result, `${result.blocks} block${result.blocks === 1 ? '' : 's'}, ${pool.length > 0 ? `${result.shares} share${result.shares === 1 ? '' : 's'}, ` : ''}${result.hashes.toLocaleString('en')} hashes in ${result.seconds.toFixed(1)} s`);
	},
});

type MineContext = Context<typeof flags>;

async function onNode(context: MineContext): Promise<MineResult> {
	const {output, signal, flags: {address, worker, user, threads, kernel, blocks, seconds}} = context;
	if (worker !== undefined || user !== undefined) {
		throw new ApiError('usage', '--worker and --user are for a pool: name one with --pool');
	}

	return withSession(context, {access: 'live'}, async session => mine(session, {
		threads,
		kernel,
		blocks,
		seconds,
		address: await payee(session.workspace, context, address),
		signal,
		listener(event) {
			tell(event, context);
		},
		onTrouble(trouble) {
			if (trouble) {
				output.note(`The node: ${trouble.error.message}; again in ${Math.ceil(trouble.retryMs / 1000)} s`);
			}
		},
	}));
}

async function onPools(context: MineContext): Promise<MineResult> {
	const {signal, clock, global, flags: {pool: pools, address, worker, user, threads, kernel, blocks, seconds}} = context;
	if (global.node !== undefined) {
		throw new ApiError('usage', 'a pool has a node of its own: --node and --pool do not go together');
	}

	return mineOnPools({
		pools,
		user: user ?? await poolUser(context, address, worker),
		clock,
		threads,
		kernel,
		blocks,
		seconds,
		signal,
		listener(event) {
			tell(event, context);
		},
		onNews(news) {
			tellNews(news, context);
		},
	});
}

async function poolUser(context: MineContext, address: string | undefined, worker: string | undefined): Promise<string> {
	const payeeAddress = await payee(await workspaceOf(context), context, address);
	return worker === undefined ? payeeAddress : `${payeeAddress}.${worker}`;
}

function tellNews(news: PoolNews, {output}: Pick<Context, 'output'>): void {
	switch (news.kind) {
		case 'connected': {
			output.note(`Mining on the pool at ${formatPool(news.pool)}`);
			break;
		}

		case 'lost': {
			output.note(`The pool at ${formatPool(news.pool)}: ${news.reason}`);
			break;
		}

		case 'waiting': {
			output.note(`No pool gives work; again in ${Math.ceil(news.retryMs / 1000)} s`);
			break;
		}

		case 'message': {
			output.note(`The pool at ${formatPool(news.pool)} says: ${news.text}`);
			break;
		}
	}
}

/** Who is paid: the address or contact named, or the first address of the wallet. */
export async function payee(workspace: Workspace, {global}: Pick<Context, 'global'>, named: string | undefined): Promise<Address> {
	if (named !== undefined) {
		return addressNamed(workspace, named);
	}

	const {addresses} = await openKeystore(workspace, global.wallet);
	return addresses[0]!;
}

function tell(event: MinerEvent, {output}: Pick<Context, 'output'>): void {
	if (event.event === 'failed') {
		// It comes again as the error that ends the command.
		return;
	}

	const {event: name, ...fields} = event;
	output.event(name, fields, textOf(event));
}

function textOf(event: Exclude<MinerEvent, {event: 'failed'}>): string {
	switch (event.event) {
		case 'ready': {
			return `Mining with ${event.threads} process${event.threads === 1 ? '' : 'es'}, kernel ${event.kernel}`;
		}

		case 'kernel': {
			return `Kernel ${event.kernel} is the fastest: ${Object.entries(event.rates).map(([name, rate]) => `${name} ${formatHashrate(rate)}`).join(', ')}`;
		}

		case 'hashrate': {
			return formatHashrate(event.hashes_per_second);
		}

		case 'block': {
			return `Block #${event.height} ${event.hash}`;
		}

		case 'share': {
			return `Share worth ${Math.round(event.difficulty).toLocaleString('en')} hashes`;
		}

		case 'stale': {
			return 'Too late: somebody else had the block first';
		}

		case 'rejected': {
			return `Refused: ${event.message}`;
		}

		case 'restart': {
			return `A process died (${event.reason}); another one takes its place`;
		}
	}
}
