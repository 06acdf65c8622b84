import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {NodeApi} from '../api/node-api.js';
import type {TransactionObject} from '../api/transaction.js';
import {parseAmount} from '../protocol/amount.js';
import type {Address} from '../protocol/brands.js';
import {networkId} from '../protocol/network.js';
import {presets} from '../protocol/presets.js';
import {verifyChainOnDisk} from '../runtime/chain-folder.js';
import {mine, type MinerEvent} from '../runtime/mine.js';
import {openSession, type Session} from '../runtime/open-session.js';
import type {Wallet} from '../runtime/wallet.js';
import {openNetworks, type Workspace, workspaceOf} from '../runtime/workspace.js';
import {type Context, defineCommand} from './command.js';

const PAYMENT = '2.5';

/** The `lesson` network, with blocks twice as fast: nobody waits half a minute for a demonstration. */
const DEMO = {
	...presets.lesson, name: 'demo', symbol: 'DEMO', address_prefix: 'demo', block_time: 2, max_time_drift: 4, coinbase_maturity: 2, message: 'a demonstration',
};

export const command = defineCommand({
	parameters: [],
	description: 'Starts a network of its own, mines on it, and sends coins from one wallet to another: the real node, miner and wallets, on a real disk and over a real API. Everything is in a temporary folder and gone afterwards.',
	flags: {},
	examples: ['demo', 'demo --json'],
	async run(context) {
		const started = context.clock();
		const dataDir = await mkdtemp(path.join(tmpdir(), 'chain-tui-demo-'));
		try {
			const workspace = await makeNetwork(context, dataDir);
			const session = await openSession(workspace, {access: 'serve', port: {port: 0, isDefault: true}});
			let payment: TransactionObject;
			try {
				payment = await demonstrate(session, context);
			} finally {
				await session.stop();
			}

			const {height} = await verifyChainOnDisk(workspace, {});
			context.output.event('verified', {height}, `Stopped the node and replayed its ${height} blocks from the disk: every rule kept, every balance right.`);
			const seconds = Math.round((context.clock() - started) / 100) / 10;
			context.output.event('result', {height, payment, seconds}, `Done in ${seconds} s. Your own: chain-tui network create club, then chain-tui --help`);
		} finally {
			await rm(dataDir, {recursive: true, force: true});
		}
	},
});

async function makeNetwork({clock, environment, output}: Context, dataDir: string): Promise<Workspace> {
	const options = {dataDir, environment, clock};
	const networks = openNetworks(options);
	const network = await networks.add({...DEMO, genesis_time: Math.floor(clock() / 1000)});
	output.event('network', {name: network.name, genesis: network.genesis.hash}, `A network of its own, ${networkId(network)}: a block every ${network.blockTime} s, ${DEMO.reward} ${network.symbol} each.`);
	return workspaceOf(network, networks, options);
}

/** @returns The payment, confirmed. */
async function demonstrate(session: Session, context: Context): Promise<TransactionObject> {
	const {node, url, workspace: {network: {name}}} = session;
	const {output, signal} = context;
	output.event('ready', {url, network: name, height: 0}, `A node keeps its chain on disk and answers at ${url}/status`);
	const alice = await makeWallet(session, context, 'alice');
	const bob = await makeWallet(session, context, 'bob');

	const mining = new AbortController();
	const stopMining = () => {
		mining.abort();
	};

	signal.addEventListener('abort', stopMining);
	const miner = mine(session, {
		address: alice.address, threads: 1, signal: mining.signal, listener(event) {
			tell(event, context);
		},
	});
	try {
		// Whichever ends first: a miner that fails must not be waited for.
		const paid = await Promise.race([pay(node, alice, bob, context), miner.then(() => {
			signal.throwIfAborted();
			throw new Error('the miner ended early');
		})]);
		return paid;
	} finally {
		stopMining();
		await miner;
		signal.removeEventListener('abort', stopMining);
		alice.wallet.lock();
	}
}

type Person = {readonly wallet: Wallet; readonly address: Address};

async function makeWallet(session: Session, {output}: Context, name: string): Promise<Person> {
	const {keystore} = await session.workspace.wallets.create(name, 'none');
	const address = keystore.addresses[0]!;
	output.event('wallet', {name, address}, `A wallet for ${name}: ${address}`);
	const wallet = await session.openWallet(name);
	await wallet.unlock();
	return {wallet, address};
}

async function pay(node: NodeApi, alice: Person, bob: Person, {output, signal}: Context): Promise<TransactionObject> {
	const {spendable, immature} = await enoughToSpend(node, alice, signal);
	output.event('mature', {address: alice.address, spendable, immature}, `The first coins are mature: alice can spend ${spendable}, and ${immature} more soon.`);

	const prepared = await alice.wallet.prepareTransfer({outputs: [{recipient: bob.address, amount: PAYMENT}], memo: 'thank you for the fish'});
	const sent = await alice.wallet.send(prepared);
	output.event('sent', {id: sent.id, amount: PAYMENT, fee: sent.fee}, `alice sends bob ${PAYMENT}, fee ${sent.fee}: ${sent.id}, pending`);

	const confirmed = await alice.wallet.waitForConfirmation(sent.id, {signal});
	output.event('confirmed', {id: sent.id, height: confirmed.status.height}, `Block #${confirmed.status.height} confirms it.`);
	for (const {wallet} of [alice, bob]) {
		const balance = await wallet.balance();
		output.event('balance', balance, `${wallet.name} has ${balance.balance}${balance.immature === '0' ? '' : `, and ${balance.immature} immature`}`);
	}

	return confirmed;
}

async function enoughToSpend(node: NodeApi, {address}: Person, signal: AbortSignal) {
	for await (const {type} of node.events({signal})) {
		if (type === 'tip') {
			const state = await node.address(address);
			if (parseAmount(state.spendable) > parseAmount(PAYMENT)) {
				return state;
			}
		}
	}

	signal.throwIfAborted();
	throw new Error('the node ended early');
}

function tell(event: MinerEvent, {output}: Context): void {
	if (event.event === 'ready') {
		output.event('mining', {kernel: event.kernel, threads: event.threads}, `A miner in a process of its own, kernel ${event.kernel}, mines for alice.`);
	} else if (event.event === 'block') {
		output.event('block', {height: event.height, hash: event.hash}, `  Block #${event.height} ${event.hash}`);
	}
}
