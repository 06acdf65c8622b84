import {randomBytes} from 'node:crypto';
import {writeFile} from 'node:fs/promises';
import {setTimeout as delay} from 'node:timers/promises';
import {connectNode, type NodeClient} from '../../source/client/node-client.js';
import {NODE_HEADER} from '../../source/api/peer.js';
import {PrivateKeys} from '../../source/engine/wallet/keys.js';
import {NEW_ENTROPY_SIZE, phraseOfEntropy} from '../../source/engine/wallet/phrase.js';
import {encodeAddress} from '../../source/protocol/address.js';
import type {Address} from '../../source/protocol/brands.js';
import {presets} from '../../source/protocol/presets.js';
import {type Network, type NetworkFile, parseNetwork} from '../../source/protocol/network.js';
import {Home, type Running} from '../harness/program.js';
import {LinkProxy} from '../harness/simulator/link-proxy.js';

/** Longer than any soak: what hangs is found by those who wait for it. */
const FOREVER_MS = 86_400_000;

/** How often, and how many milliseconds apart, a node tries to have its port again. */
const PORT_TRIES = 20;
const PORT_WAIT_MS = 500;

/** A node as a process, with a data folder and a door of its own. */
export type Member = {
	readonly index: number;
	readonly home: Home;
	/** Of its wallet. */
	readonly address: Address;
	/** Where others reach it. */
	readonly door: LinkProxy;
	readonly isMiner: boolean;
	process?: Running;
	/** Past its door. */
	client?: NodeClient;
};

type NewWallet = {readonly phrase: string; readonly address: Address};

async function newWallet(): Promise<NewWallet> {
	const phrase = phraseOfEntropy(randomBytes(NEW_ENTROPY_SIZE));
	const keys = await PrivateKeys.fromPhrase(phrase);
	return {phrase, address: encodeAddress(keys.publicKeys.accountAt(0), presets.dev.address_prefix)};
}

/**
Nodes as processes on loopback, each behind a door that others reach it by, and that can be shut for some of them: who asks is known by the name that nodes tell each other.
*/
export class Cluster {
	/** @param miners - How many of them mine. */
	static async open(size: number, miners: number): Promise<Cluster> {
		const wallets = await Promise.all(Array.from({length: size}, async () => newWallet()));
		const file: NetworkFile = {
			...presets.lesson,
			name: 'soak',
			address_prefix: presets.dev.address_prefix,
			genesis_time: Math.floor(Date.now() / 1000) - 60,
			block_time: 2,
			max_time_drift: 4,
			allocations: wallets.map(({address}) => ({address, amount: '1000'})),
		};
		const cluster = new Cluster(parseNetwork(file, Math.floor(Date.now() / 1000)));
		for (const [index, wallet] of wallets.entries()) {
			await cluster.#add({...wallet, isMiner: index < miners});
		}

		return cluster;
	}

	readonly network: Network;
	readonly members: Member[] = [];
	/** By the name of their run. */
	readonly #named = new Map<string, Member>();
	#apart: ReadonlySet<Member> = new Set();

	private constructor(network: Network) {
		this.network = network;
	}

	/** Starts a node that is not running, on the folder and the port that it had. */
	async start(member: Member, {isMining = member.isMiner}: {readonly isMining?: boolean} = {}): Promise<void> {
		const next = this.members[(member.index + 1) % this.members.length]!;
		const {process, url} = await this.#ready(member, [
			'node',
			'--json',
			'--port',
			String(member.door.targetPort),
			'--public-url',
			member.door.url,
			'--peer',
			next.door.url,
			...(isMining ? ['--mine', '--threads', '1'] : []),
		]);
		member.process = process;
		member.door.targetPort = Number(new URL(url).port);
		member.client = await connectNode(url, {network: this.network});
		const {id} = await member.client.handshake();
		this.#named.set(id, member);
	}

	async stop(member: Member, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | undefined> {
		const {process, client} = member;
		delete member.process;
		delete member.client;
		client?.close();
		const ended = await process?.stop(signal);
		return ended?.code;
	}

	/** Parts some from the others: no connection between them holds, and none comes about until {@link mend}. */
	partition(group: readonly Member[]): void {
		this.#apart = new Set(group);
		for (const member of this.members) {
			member.door.drop(head => !this.#mayPass(head, member));
		}
	}

	mend(): void {
		this.#apart = new Set();
	}

	async close(): Promise<void> {
		for (const {door, client} of this.members) {
			client?.close();
			door.close();
		}

		await Promise.all(this.members.map(async ({home}) => home.close()));
	}

	async #add({address, phrase, isMiner}: NewWallet & {readonly isMiner: boolean}): Promise<void> {
		const home = await Home.open(this.network.name);
		const file = home.file('network.json');
		await writeFile(file, JSON.stringify(this.network.file));
		await home.json(['network', 'add', file]);
		await home.json(['wallet', 'restore', '--no-passphrase'], {stdin: `${phrase}\n`});
		// The port that a node gets the first time is its port from then on.
		const member: Member = {
			index: this.members.length, home, address, isMiner, door: await LinkProxy.open(0, {admits: head => this.#mayPass(head, member)}),
		};
		this.members.push(member);
	}

	/** While a node is down, a connection of somebody else may happen to leave by its port: then it waits until that is over. */
	async #ready({home}: Member, words: readonly string[]): Promise<{readonly process: Running; readonly url: string}> {
		for (let tries = 1; ; tries++) {
			const process = home.start(words, {timeoutMs: FOREVER_MS});
			try {
				const {url} = await process.event<{url: string}>('ready');
				return {process, url};
			} catch (error) {
				if (tries === PORT_TRIES || !process.stderr.includes('port_in_use')) {
					throw error;
				}

				await delay(PORT_WAIT_MS);
			}
		}
	}

	/** Whoever is not known yet may have just been started: while the network is parted, it has to come again. */
	#mayPass(head: string, to: Member): boolean {
		const [, id = ''] = new RegExp(String.raw`^${NODE_HEADER}: (\w+)`, 'imv').exec(head) ?? [];
		const from = this.#named.get(id);
		return this.#apart.size === 0 || (from !== undefined && this.#apart.has(from) === this.#apart.has(to));
	}
}
