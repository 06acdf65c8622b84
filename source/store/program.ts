import {toApiError} from '../api/api-error.js';
import {originOf} from '../api/node-url.js';
import type {Address} from '../protocol/brands.js';
import type {Settings, SettingsFile} from '../runtime/settings.js';
import type {Workspace} from '../runtime/workspace.js';
import {sections} from './explorer/page.js';
import {KnownNetworks, type NetworkChoice} from './known-networks.js';
import type {Live} from './live.js';
import {Mining} from './mining.js';
import {
	beforeOpening, closed, noSettings, type ProgramOptions, type ProgramState,
} from './program-state.js';
import {poolChoice} from './pool-host.js';
import {Publisher} from './publisher.js';
import {rememberedView} from './views.js';
import {WalletStore} from './wallet-store.js';

export type {ProgramOptions, ProgramState} from './program-state.js';

/**
Everything behind the screens: it opens what a person uses, and does what keys ask for. It holds no React, and screens hold none of it but snapshots.

Engine, server and client are loaded when it opens, after the first frame is on the screen.
*/
export class Program extends Publisher<ProgramState> {
	readonly networks: KnownNetworks;
	readonly mining = new Mining(this);
	readonly #options: ProgramOptions;
	/** The network that was asked for, and the node. */
	#wish: Pick<ProgramOptions, 'network' | 'node'>;
	#workspace: Workspace | undefined;
	#live: Live | undefined;
	#settings: SettingsFile | undefined;
	/** Where the first run has joined. */
	#joined: string | undefined;
	#stopping: Promise<void> | undefined;

	constructor(options: ProgramOptions) {
		super(beforeOpening, options.clock);
		this.#options = options;
		this.#wish = options;
		this.networks = new KnownNetworks(options);
	}

	get settings(): Settings {
		return this.#settings?.read() ?? noSettings;
	}

	/** Seconds since 1970. */
	now(): number {
		return Math.floor(this.#options.clock() / 1000);
	}

	remember(change: Partial<Settings>): void {
		this.#settings?.write(change);
		this.set({settings: this.settings}, true);
	}

	/** Remembers what was chosen on a screen. */
	rememberView(name: string, value: string): void {
		this.remember({views: {...this.settings.views, [name]: value}});
	}

	/** Opens the network and the wallet of last time, or asks for a first run. */
	async open(): Promise<void> {
		await this.#attempt(async () => {
			const [{dataFolder}, {SettingsFile: File}] = await Promise.all([import('../runtime/data-folder.js'), import('../runtime/settings.js')]);
			const folder = dataFolder(this.#options.dataDir, this.#options.environment);
			this.#settings = new File(folder);
			this.set({dataFolder: folder, settings: this.settings});
			const {network, node} = this.#wish;
			const name = network ?? (node === undefined ? this.settings.network : await this.networks.ofNode(node));
			await this.#openWorkspace(name);
			const isFirst = name === undefined && this.state.wallets.length === 0;
			if (isFirst || (this.state.wallets.length === 0 && node === undefined)) {
				this.set({phase: 'first-run', network: name === undefined ? undefined : this.state.network}, true);
				return;
			}

			await this.#openSession();
		});
	}

	/** Closes everything, and opens it again: with other settings, on another network, or because it failed before. @param wish - Another network than this one. */
	async reopen(wish?: {readonly network: string}): Promise<void> {
		this.#wish = wish ?? this.#wish;
		this.set({phase: 'opening', step: 'Closing'}, true);
		await this.#close();
		await this.open();
	}

	/** First run: the network that everybody has, one of one's own, one to practise on, or that of another node, which becomes a peer. @throws {ApiError} What {@link KnownNetworks.choose} throws. */
	async chooseNetwork(choice: NetworkChoice): Promise<void> {
		this.#joined = choice.kind === 'join' ? originOf(choice.url.trim()) : undefined;
		await this.#openWorkspace(await this.networks.choose(choice));
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
			if (this.#live) {
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
		const wallet = new WalletStore(await this.#live!.session.openWallet(name), this.#options.clock);
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

	/** Lets neighbours ask the node, or no longer. @throws {ApiError} `not_available` where the node is somebody else's. */
	async openToLan(isOpen: boolean): Promise<void> {
		const {session} = this.#live!;
		await session.openToLan(isOpen);
		this.remember({isLan: isOpen});
		this.set({lanUrls: session.lanUrls()}, true);
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

	/** The port of an own node; one that runs starts anew. @returns Where it is then; `undefined` when the node is somebody else's. */
	async changePort(port: number | undefined): Promise<string | undefined> {
		this.remember({port});
		if (!this.state.isOwn) {
			return undefined;
		}

		await this.reopen();
		return this.state.url;
	}

	/** Miner first, then the pool, doors, node and storage. Stopping twice is fine. */
	async stop(): Promise<void> {
		this.#stopping ??= this.#close();
		await this.#stopping;
	}

	async #close(): Promise<void> {
		const live = this.#live;
		this.#live = undefined;
		this.state.wallet?.close();
		await live?.stop();
		this.set(closed);
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
		const {openLive} = await import('./live.js');
		const [workspace, {port, isLan = false, processes}] = [this.#workspace!, this.settings];
		const live = await openLive(workspace, {
			nodeUrl: this.#wish.node,
			peers: this.#joined === undefined ? [] : [this.#joined],
			clock: this.#options.clock,
			processes,
			// One that is taken moves on to the next: who cannot open the screens cannot choose another.
			...(port !== undefined && {port: {port, isDefault: true}}),
			isOpenToLan: isLan,
			section: rememberedView(this.settings, 'explorer.list', sections),
			pool: poolChoice(this, workspace.network.genesis.hash),
			onChange: () => {
				void this.state.wallet?.refresh();
			},
			onLost: error => {
				void this.state.miner?.stop();
				void this.state.pool?.end();
				this.set({phase: 'failed', error}, true);
			},
			onMoved: () => {
				void this.reopen();
			},
		});
		if (this.#stopping) {
			await live.stop();
			return;
		}

		this.#live = live;
		const {session, stop: _, ...stores} = live;
		if (this.#wish.node === undefined) {
			this.remember({network: workspace.network.name});
		}

		const {url, isOwn} = session;
		this.set({url, isOwn, lanUrls: session.lanUrls(), ...stores});
		await this.mining.recall();
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
		this.set({wallets: await this.#workspace!.ownWallets()});
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
