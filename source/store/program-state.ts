import type {ApiError} from '../api/api-error.js';
import type {Address} from '../protocol/brands.js';
import type {Network} from '../protocol/network.js';
import type {Settings} from '../runtime/settings.js';
import type {ExplorerStore} from './explorer-store.js';
import type {MinerStore} from './miner-store.js';
import type {NodeStore} from './node-store.js';
import type {PoolHost} from './pool-host.js';
import type {WalletStore} from './wallet-store.js';

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
	readonly explorer: ExplorerStore | undefined;
	readonly pool: PoolHost | undefined;
	readonly wallet: WalletStore | undefined;
	/** What the program remembers. */
	readonly settings: Settings;
};

/** What there is only while a session is open. */
export const closed = {node: undefined, miner: undefined, explorer: undefined, pool: undefined, wallet: undefined, url: undefined, lanUrls: [], isOwn: false} as const;

/** Before anything was ever chosen. */
export const noSettings: Settings = {wallets: {}, views: {}, work: {}};

/** Before anything is open. */
export const beforeOpening: ProgramState = {
	phase: 'opening', step: 'Opening', error: undefined, network: undefined, dataFolder: '', wallets: [], contacts: [], settings: noSettings, ...closed,
};
