import * as z from 'zod';
import {ApiError} from '../api/api-error.js';
import type {Payout} from '../api/pool.js';
import type {PoolApi} from '../api/pool-api.js';
import type {PoolEvent} from '../api/pool-event.js';
import type {Address} from '../protocol/brands.js';
import {parseAmount} from '../protocol/amount.js';
import type {Session} from '../runtime/open-session.js';
import {
	DEFAULT_POOL_PORT, LEAST_THRESHOLD, openPool, parsePoolFee, type RunningPool, schemeNames,
} from '../runtime/pool.js';
import {openPoolWallet, unlockPoolKey, type UnlockedPoolKey} from '../runtime/pool-key.js';
import {POOL_WALLET} from '../runtime/workspace.js';
import {type Context, defineCommand} from './command.js';
import {switchFlag, valueFlag} from './flag.js';
import {portValue, textValue, typedAmountValue} from './flag-values.js';
import {payee} from './mine.js';
import {askNewPassphrase, askPassphrase, withSession} from './open.js';
import {noPassphrase} from './wallet-new.js';

const percentValue = z.string().transform((text, context) => {
	try {
		parsePoolFee(text);
		return text;
	} catch (error) {
		context.addIssue((error as RangeError).message);
		return z.NEVER;
	}
});

const flags = {
	port: valueFlag('PORT', `where miners and browsers connect; by default ${DEFAULT_POOL_PORT} or the next that is free, 0 takes any`, portValue),
	lan: switchFlag('let other machines of the network in'),
	scheme: valueFlag('NAME', `how a reward is split: ${schemeNames.join(', ')}; by default prop`, z.enum(schemeNames)),
	'pool-fee': valueFlag('PERCENT', 'what the pool takes of each reward; by default 0', percentValue),
	'fee-address': valueFlag('ADDRESS', 'who gets the fee: an address or a contact; by default the wallet', textValue),
	threshold: valueFlag('AMOUNT', 'who is owed so much is paid; by default 100', typedAmountValue.refine(amount => parseAmount(amount) >= parseAmount(LEAST_THRESHOLD), `expected at least ${LEAST_THRESHOLD}`)),
	'no-passphrase': noPassphrase,
};

export const command = defineCommand({
	parameters: [],
	description: `Runs a pool, on the node of this machine or on one of its own where there is none, until it is stopped with Ctrl-C or SIGTERM. What its blocks bring is split among those who worked for them, and paid out by itself.

The pool has a wallet of its own, called ${POOL_WALLET}, which the first run makes: write its phrase down (\`chain-tui wallet export --wallet ${POOL_WALLET}\`). What is in it is owed to miners; \`send\` does not spend it.`,
	flags,
	examples: ['pool --network dev', 'pool --lan --pool-fee 1', 'pool --scheme pplns --threshold 10', 'pool --port 0 --no-passphrase --json'],
	isLongRunning: true,
	async run(context) {
		const {output, flags: {port, lan, scheme, threshold, ...given}} = context;
		await withSession(context, {access: 'live'}, async session => {
			const fee = await feeOf(session, context, given);
			const running = await openPool(session, {
				key: await keyOf(session, context), scheme, fee, threshold, isOpenToLan: lan, port: {port: port ?? DEFAULT_POOL_PORT, isDefault: port === undefined},
			});
			try {
				tellReady(running, session, context);
				await tellEvents(running.pool, context);
				// Told while there still is somebody to ask.
				const {blocks, paid} = await running.pool.stats();
				await running.stop();
				output.event('stopped', {blocks: blocks.credited + blocks.immature, paid}, `Stopped; ${paid} paid out so far`);
			} finally {
				await running.stop();
			}
		});
	},
});

async function feeOf(session: Session, context: Context, given: {readonly 'pool-fee'?: string | undefined; readonly 'fee-address'?: string | undefined}): Promise<{percent: string; address: Address} | undefined> {
	const {'pool-fee': percent = '0', 'fee-address': address} = given;
	if (parsePoolFee(percent) === 0n) {
		if (address !== undefined) {
			throw new ApiError('usage', '--fee-address makes no sense without --pool-fee');
		}

		return undefined;
	}

	return {percent, address: await payee(session.workspace, context, address)};
}

/** The first run makes the pool's wallet, and asks for a passphrase for it. */
async function keyOf({workspace}: Session, context: Context<typeof flags>): Promise<UnlockedPoolKey> {
	const {output, flags: given} = context;
	let passphrase: string | undefined;
	const {keystore, isNew} = await openPoolWallet(workspace, async () => {
		if (given['no-passphrase']) {
			return 'none';
		}

		passphrase = await askNewPassphrase(context, POOL_WALLET);
		return {passphrase};
	});
	if (isNew) {
		output.note(`Made the pool's wallet, ${POOL_WALLET}. Write its phrase down: chain-tui wallet export --wallet ${POOL_WALLET}`);
	} else if (keystore.isEncrypted) {
		passphrase = await askPassphrase(context, POOL_WALLET);
	}

	return unlockPoolKey(keystore, passphrase);
}

function tellReady({url, stratum, lanStratum, address, port}: RunningPool, {workspace: {network}}: Session, {output, flags: {port: asked}}: Context<typeof flags>): void {
	if (asked === undefined && port !== DEFAULT_POOL_PORT) {
		output.note(`Port ${DEFAULT_POOL_PORT} is taken: the pool is at ${url}`);
	}

	output.event('ready', {url, stratum, address}, `Pool of ${network.name} at ${url}; mine on it: chain-tui mine --pool ${stratum}`);
	for (const place of lanStratum) {
		output.note(`From another machine: chain-tui mine --pool ${place}`);
	}
}

async function tellEvents(pool: PoolApi, {output, signal}: Pick<Context, 'output' | 'signal'>): Promise<void> {
	let trouble: string | undefined;
	for await (const event of pool.events({signal})) {
		if (event.type === 'stats' && event.data.trouble?.message !== trouble) {
			trouble = event.data.trouble?.message;
			output.note(trouble === undefined ? 'The pool works again' : `The pool is held up: ${trouble}`);
		}

		const text = textOf(event);
		if (text !== undefined) {
			output.event(event.type, event.data, text);
		}
	}
}

/** @returns `undefined` for what is no news. */
function textOf({type, data}: PoolEvent): string | undefined {
	switch (type) {
		case 'worker': {
			return `${nameOf(data)} ${data.connected ? 'came' : 'left'}`;
		}

		case 'share': {
			return `Share of ${nameOf(data)} worth ${Math.round(data.difficulty).toLocaleString('en')} hashes${data.skipped === 0 ? '' : `, and ${data.skipped} others`}`;
		}

		case 'block': {
			return `Block #${data.height} ${data.hash}: ${data.code === null ? data.state : `refused (${data.code})`}`;
		}

		case 'payout': {
			return `Payout ${data.number} of ${data.amount} to ${countOf(data)}: ${data.state}`;
		}

		case 'stats':
		case 'reset': {
			return undefined;
		}
	}
}

const nameOf = ({address, worker}: {readonly address: string; readonly worker: string}): string => worker === '' ? address : `${address}.${worker}`;

const countOf = ({outputs: {length}}: Payout): string => `${length} miner${length === 1 ? '' : 's'}`;
