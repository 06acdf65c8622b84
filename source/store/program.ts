import {ApiError, toApiError} from '../api/api-error.js';
import {originOf} from '../api/node-url.js';
import type {Address} from '../protocol/brands.js';
import type {Network} from '../protocol/network.js';
import {namedLike, presets} from '../protocol/presets.js';
import type {Networks} from '../runtime/networks.js';
import type {Session} from '../runtime/open-session.js';
import type {Settings, SettingsFile} from '../runtime/settings.js';
import type {Workspace} from '../runtime/workspace.js';
import {MinerStore} from './miner-store.js';
import {NodeStore} from './node-store.js';
import {Publisher} from './publisher.js';
import {SendFlow} from './send-flow.js';
import {WalletStore} from './wallet-store.js';

export type ProgramOptions = {
	readonly dataDir?: string | undefined;
	readonly network?: string | undefined;
	readonly node?: string | undefined;
	readonly wallet?: string | undefined;
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** Milliseconds since 1970. */
	readonly clock: () => number;
};

export type ProgramState = {
	/** `first-run`: there is no wallet yet on the network, or not even a network was chosen. */
	readonly phase: 'opening' | 'first-run' | 'running' | 'failed';
	/** What it waits for while it opens. */
	readonly step: string;
	readonly error: ApiError | undefined;
	readonly network: Network | undefined;
	/** Where others can ask the node. */
	readonly url: string | undefined;
	/** Where neighbours can ask it; nowhere, while they cannot. */
	readonly lanUrls: readonly string[];
	/** Whether the node ends with this program. */
	readonly isOwn: boolean;
	readonly dataFolder: string;
	readonly wallets: readonly string[];
	readonly contacts: ReadonlyArray<{readonly name: string; readonly address: Address}>;
	readonly node: NodeStore | undefined;
	readonly miner: MinerStore | undefined;
	readonly wallet: WalletStore | undefined;
};

/** What a first run may settle on. */
export type NetworkChoice
	= | {readonly kind: 'practise'}
		| {readonly kind: 'existing' | 'own'; readonly name: string}
	/** That of a running node. */
		| {readonly kind: 'join'; readonly url: string};

/** The network for who wants to try things: real work, at the pace of a lesson. */
const PRACTICE = 'practice';

/**
Everything behind the screens: it opens what a person uses, and does what keys ask for. It holds no React, and screens hold none of it but snapshots.

Engine, server and client are loaded when it opens, after the first frame is on the screen.
*/
export class Program extends Publisher<ProgramState> {
	readonly #options: ProgramOptions;
	#workspace: Workspace | undefined;
	#session: Session | undefined;
	#settings: SettingsFile | undefined;
	/** Where the first run has joined. */
	#joined: string | undefined;
	#stopping: Promise<void> | undefined;

	constructor(options: ProgramOptions) {
		super({
			phase: 'opening', step: 'Opening', error: undefined, network: undefined, url: undefined, lanUrls: [], isOwn: false, dataFolder: '', wallets: [], contacts: [], node: undefined, miner: undefined, wallet: undefined,
		}, options.clock);
		this.#options = options;
	}

	get settings(): Settings {
		return this.#settings?.read() ?? {wallets: {}};
	}

	/** Seconds since 1970. */
	now(): number {
		return Math.floor(this.#options.clock() / 1000);
	}

	remember(change: Partial<Settings>): void {
		this.#settings?.write(change);
	}

	/** Opens the network and the wallet of last time, or asks for a first run. */
	async open(): Promise<void> {
		await this.#attempt(async () => {
			const [{dataFolder}, {SettingsFile: File}] = await Promise.all([import('../runtime/data-folder.js'), import('../runtime/settings.js')]);
			const folder = dataFolder(this.#options.dataDir, this.#options.environment);
			this.#settings = new File(folder);
			this.set({dataFolder: folder});
			const name = this.#options.network ?? this.settings.network;
			await this.#openWorkspace(name);
			const isFirst = name === undefined && this.state.wallets.length === 0;
			if (isFirst || (this.state.wallets.length === 0 && this.#options.node === undefined)) {
				this.set({phase: 'first-run', network: name === undefined ? undefined : this.state.network}, true);
				return;
			}

			await this.#openSession();
		});
	}

	/** The networks a first run can choose from, by name. */
	async networkNames(): Promise<readonly string[]> {
		const known = await this.#workspace!.networks.list();
		return known.map(({network}) => network.name);
	}

	/** First run: the network that everybody has, one of one's own, one to practise on, or that of another node. @throws {ApiError} `network_exists`, `network_invalid`; `node_unreachable` and the like when joining. */
	async chooseNetwork(choice: NetworkChoice): Promise<void> {
		const {openNetworks} = await import('../runtime/workspace.js');
		// Anew: the old one takes nothing that begins after it was opened itself.
		const networks = openNetworks(this.#options);
		const now = Math.floor(this.#options.clock() / 1000) - 1;
		if (choice.kind === 'join') {
			await this.#openWorkspace(await this.#join(choice.url, networks));
			return;
		}

		if (choice.kind === 'practise') {
			const known = await networks.list();
			if (known.every(({network}) => network.name !== PRACTICE)) {
				await networks.add(namedLike(presets.lesson, PRACTICE, now));
			}
		} else if (choice.kind === 'own') {
			await networks.add(namedLike(presets.lesson, choice.name, now));
		}

		await this.#openWorkspace(choice.kind === 'practise' ? PRACTICE : choice.name);
	}

	/** @returns The phrase, to be shown once. @throws {ApiError} `wallet_exists`, `invalid_request`. */
	async createWallet(name: string, passphrase: string | undefined): Promise<string> {
		const {phrase} = await this.#workspace!.wallets.create(name, passphrase === undefined ? 'none' : {passphrase});
		await this.#listWallets();
		this.#rememberWallet(name);
		return phrase;
	}

	/** @throws {ApiError} `phrase_invalid`, and what {@link createWallet} throws. */
	async restoreWallet(name: string, phrase: string, passphrase: string | undefined): Promise<void> {
		await this.#workspace!.wallets.restore(name, phrase, passphrase === undefined ? 'none' : {passphrase});
		await this.#listWallets();
		this.#rememberWallet(name);
	}

	/** The end of the first run: everything starts. */
	async begin(): Promise<void> {
		await this.#attempt(async () => {
			if (this.#session) {
				await this.openWallet(this.settings.wallets[this.#workspace!.network.genesis.hash]);
				this.set({phase: 'running'}, true);
			} else {
				await this.#openSession();
			}

			// After a restore: what was in use before.
			await this.state.wallet?.wallet.findAddresses();
			await this.state.wallet?.refresh();
		});
	}

	/** Shows another wallet; by default the one that is meant. */
	async openWallet(name: string | undefined): Promise<void> {
		const wallet = new WalletStore(await this.#session!.openWallet(name), this.#options.clock);
		this.state.wallet?.close();
		this.#rememberWallet(wallet.state.name);
		this.set({wallet}, true);
		await wallet.refresh();
	}

	/** Goes through the first run's questions about a wallet once more, for one more wallet. */
	addWallet(): void {
		this.set({phase: 'first-run'}, true);
	}

	cancelFirstRun(): void {
		this.set({phase: 'running'}, true);
	}

	/** @param text - Where a node is; `http://` may be left out. @returns Its URL. @throws {ApiError} What it is refused for. */
	async addPeer(text: string): Promise<string> {
		const url = originOf(text.trim());
		await this.#session!.node.registerPeers([url]);
		return url;
	}

	async dropPeer(id: string): Promise<void> {
		await this.#session!.node.removePeer(id);
	}

	/** Lets neighbours ask the node, or no longer. @throws {ApiError} `not_available` where the node is somebody else's. */
	async openToLan(isOpen: boolean): Promise<void> {
		await this.#session!.openToLan(isOpen);
		this.set({lanUrls: this.#session!.lanUrls()}, true);
	}

	async addContact(name: string, address: string): Promise<void> {
		await this.#workspace!.contacts.add(name, address);
		await this.#listContacts();
	}

	async removeContact(name: string): Promise<void> {
		await this.#workspace!.contacts.remove(name);
		await this.#listContacts();
	}

	/** What a person writes for a recipient, as an address. */
	async resolve(text: string): Promise<Address> {
		return this.#workspace!.contacts.resolve(text);
	}

	/** Begins a payment from the wallet that is open. */
	startSend(): SendFlow {
		const wallet = this.state.wallet!;
		return new SendFlow({
			isEncrypted: wallet.state.isEncrypted,
			resolve: async text => this.resolve(text),
			prepare: async request => wallet.prepare(request),
			send: async (prepared, passphrase) => wallet.send(prepared, passphrase),
			clock: this.#options.clock,
		});
	}

	/** Writes the history of the wallet as CSV. @returns Where. */
	async exportCsv(): Promise<string> {
		const {exportHistory} = await import('../runtime/export-history.js');
		return exportHistory(this.state.wallet!.wallet, this.#options.clock);
	}

	/** Starts the miner for the first address of the wallet. */
	async startMining(): Promise<void> {
		const address = this.state.wallet?.state.addresses[0];
		if (address === undefined) {
			throw new ApiError('wallet_not_found', 'a miner needs a wallet to be paid to');
		}

		await this.state.miner?.start(address);
	}

	/** Mines with more processes, or fewer, within the bounds; it is remembered. */
	async changeProcesses(by: number): Promise<void> {
		const {MOST_PROCESSES} = await import('../runtime/mine.js');
		const {miner} = this.state;
		if (miner) {
			const processes = Math.max(1, Math.min(MOST_PROCESSES, miner.state.processes + by));
			miner.setProcesses(processes);
			this.remember({processes});
		}
	}

	/** Miner first, then doors, node and storage. Stopping twice is fine. */
	async stop(): Promise<void> {
		this.#stopping ??= (async () => {
			await this.state.miner?.stop();
			this.state.node?.stop();
			this.state.wallet?.close();
			await this.#session?.stop();
		})();
		await this.#stopping;
	}

	async #openWorkspace(name: string | undefined): Promise<void> {
		this.set({step: 'Opening the data folder'});
		const {openWorkspace} = await import('../runtime/workspace.js');
		const {dataDir, environment, clock} = this.#options;
		this.#workspace = await openWorkspace({
			dataDir, environment, clock, network: name,
		});
		this.set({network: this.#workspace.network});
		await Promise.all([this.#listWallets(), this.#listContacts()]);
	}

	/** Takes the network from a node, and remembers to make a peer of it. @returns The network's name. */
	async #join(text: string, networks: Networks): Promise<string> {
		const {fetchNetwork} = await import('../runtime/fetch-network.js');
		const url = originOf(text.trim());
		const {file} = await fetchNetwork(url, networks);
		const {name} = await networks.add(file);
		this.#joined = url;
		return name;
	}

	async #openSession(): Promise<void> {
		this.set({phase: 'opening', step: 'Starting the node'}, true);
		const [{openSession}, {createMiner, defaultProcesses}] = await Promise.all([import('../runtime/open-session.js'), import('../runtime/mine.js')]);
		const workspace = this.#workspace!;
		const session = await openSession(workspace, {access: 'live', nodeUrl: this.#options.node, peers: this.#joined === undefined ? [] : [this.#joined]});
		this.#session = session;
		const {clock} = this.#options;
		const node = new NodeStore(session.node, clock, ({type}) => {
			if (type !== 'status') {
				void this.state.wallet?.refresh();
			}
		});
		const miner = new MinerStore(request => createMiner(session, request), this.settings.processes ?? defaultProcesses(), clock);
		this.remember({network: workspace.network.name});
		this.set({
			url: session.url, isOwn: session.isOwn, node, miner,
		});
		void node.run();
		if (this.state.wallets.length > 0) {
			await this.openWallet(this.#rememberedWallet());
		}

		this.set({phase: 'running'}, true);
	}

	#rememberedWallet(): string | undefined {
		const name = this.#options.wallet ?? this.settings.wallets[this.#workspace!.network.genesis.hash];
		return name !== undefined && this.state.wallets.includes(name) ? name : (this.#options.wallet ?? this.state.wallets[0]);
	}

	#rememberWallet(name: string): void {
		this.remember({wallets: {...this.settings.wallets, [this.#workspace!.network.genesis.hash]: name}});
	}

	async #listWallets(): Promise<void> {
		this.set({wallets: await this.#workspace!.wallets.list()});
	}

	async #listContacts(): Promise<void> {
		this.set({contacts: await this.#workspace!.contacts.list()});
	}

	async #attempt(action: () => Promise<void>): Promise<void> {
		try {
			await action();
		} catch (error) {
			this.set({phase: 'failed', error: toApiError(error)}, true);
		}
	}
}
