import {ApiError, toApiError} from '../api/api-error.js';
import type {Address} from '../protocol/brands.js';
import {namedLike, presets} from '../protocol/presets.js';
import type {Session} from '../runtime/open-session.js';
import type {Settings, SettingsFile} from '../runtime/settings.js';
import type {Workspace} from '../runtime/workspace.js';
import {MinerStore} from './miner-store.js';
import {NodeStore} from './node-store.js';
import {nothingOpen, type ProgramOptions, type ProgramState} from './program-state.js';
import {Publisher} from './publisher.js';
import {SendFlow} from './send-flow.js';
import {WalletStore} from './wallet-store.js';

export type {ProgramOptions, ProgramState} from './program-state.js';

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
	#stopping: Promise<void> | undefined;

	constructor(options: ProgramOptions) {
		super(nothingOpen, options.clock);
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

	/** First run: the network that everybody has, one of one's own, or one to practise on. @throws {ApiError} `network_exists`, `network_invalid`. */
	async chooseNetwork(choice: {readonly kind: 'practise'} | {readonly kind: 'existing'; readonly name: string} | {readonly kind: 'own'; readonly name: string}): Promise<void> {
		const {openNetworks} = await import('../runtime/workspace.js');
		// Anew: the old one takes nothing that begins after it was opened itself.
		const networks = openNetworks(this.#options);
		const now = Math.floor(this.#options.clock() / 1000) - 1;
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

	async #openSession(): Promise<void> {
		this.set({phase: 'opening', step: 'Starting the node'}, true);
		const [{openSession}, {createMiner, defaultProcesses}] = await Promise.all([import('../runtime/open-session.js'), import('../runtime/mine.js')]);
		const workspace = this.#workspace!;
		const session = await openSession(workspace, {access: 'live', nodeUrl: this.#options.node});
		this.#session = session;
		const {clock} = this.#options;
		const node = new NodeStore(session.node, clock, ({type, data}) => {
			if (type !== 'status') {
				void this.state.wallet?.refresh();
			}

			if (type === 'tip') {
				void this.#checkFolder();
			}

			if (type === 'reorg') {
				void this.state.miner?.reorganised(data.fork_height);
			}
		});
		const miner = new MinerStore(this.settings.processes ?? defaultProcesses(), {
			makeMiner: request => createMiner(session, request), block: async hash => session.node.block(hash), clock,
		});
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

	/** A node goes on with the files it has open when somebody takes its folder away: what it does then is lost when it ends, so it does not do it. */
	async #checkFolder(): Promise<void> {
		const {isFolderThere} = await import('../runtime/data-folder.js');
		const {chain} = this.#workspace!.folder;
		if (this.state.isOwn && this.state.phase === 'running' && !await isFolderThere(chain)) {
			await this.state.miner?.stop();
			this.set({phase: 'failed', error: new ApiError('storage_failed', `${chain} is gone. What was kept there is lost, unless you bring it back; nothing new is kept until chain-tui is started anew.`)}, true);
		}
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
