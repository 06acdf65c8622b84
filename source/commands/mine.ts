import type {Address} from '../protocol/brands.js';
import {kernelNames, mine, type MinerEvent} from '../runtime/mine.js';
import type {Session} from '../runtime/open-session.js';
import {openKeystore} from '../runtime/workspace.js';
import {formatHashrate} from '../terminal/format.js';
import {type Context, defineCommand} from './command.js';
import {valueFlag} from './flag.js';
import {secondsValue, textValue, wholeNumber} from './flag-values.js';
import {addressNamed, withSession} from './open.js';

const flags = {
	address: valueFlag('ADDRESS', 'who is paid: an address or a contact; by default the wallet', textValue),
	threads: valueFlag('N', 'processes that mine; by default one less than there are cores', wholeNumber(1, 1024)),
	kernel: valueFlag('NAME', `how they hash: ${kernelNames.join(', ')}`, textValue),
	blocks: valueFlag('N', 'stop after so many blocks', wholeNumber(1, 1_000_000)),
	seconds: valueFlag('S', 'stop after so many seconds', secondsValue),
};

export const command = defineCommand({
	parameters: [],
	description: `Mines on the node of this machine, or on one of its own where there is none, until it is stopped with Ctrl-C or has enough.

Where nothing retargets, as on the network dev, a block costs next to nothing: there it waits before each block as long as a block should take, unless --blocks says how many are wanted.`,
	flags,
	examples: ['mine --network dev --blocks 12', 'mine --threads 2', 'mine --network dev --seconds 10 --json'],
	isLongRunning: true,
	async run(context) {
		const {output, signal, flags: {address, ...limits}} = context;
		await withSession(context, {access: 'live'}, async session => {
			const result = await mine(session, {
				...limits,
				address: await payee(session, context, address),
				signal,
				listener(event) {
					tell(event, context);
				},
				onTrouble(trouble) {
					if (trouble) {
						output.note(`The node: ${trouble.error.message}; again in ${Math.ceil(trouble.retryMs / 1000)} s`);
					}
				},
			});
			output.event('result', result, `${result.blocks} block${result.blocks === 1 ? '' : 's'}, ${result.hashes.toLocaleString('en')} hashes in ${result.seconds.toFixed(1)} s`);
		});
	},
});

/** Who is paid: the address or contact named, or the first address of the wallet. */
export async function payee({workspace}: Session, {global}: Pick<Context, 'global'>, named: string | undefined): Promise<Address> {
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
