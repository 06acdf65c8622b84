import {ApiError, hasCode} from '../api/api-error.js';
import type {PoolApi} from '../api/pool-api.js';
import {parseAmount} from '../protocol/amount.js';
import type {Address} from '../protocol/brands.js';
import {Pool} from '../engine/pool/pool.js';
import {parsePoolFee} from '../engine/pool/pool-fee.js';
import type {SchemeName} from '../engine/pool/schemes/list.js';
import {LevelStorage} from '../engine/storage/level-storage.js';
import {type Bound, listen} from '../server/listen.js';
import {poolDoor} from '../server/pool-server.js';
import {serveStratum} from '../server/stratum-server.js';
import {EVERYWHERE, lanNames, lanUrls, LOOPBACK} from './lan.js';
import type {Session} from './open-session.js';
import {openFloor} from './pool-floor.js';
import type {UnlockedPoolKey} from './pool-key.js';
import {freePort, type PortChoice} from './port.js';
import {version} from './version.js';

export {schemeNames} from '../engine/pool/schemes/list.js';
export {parsePoolFee} from '../engine/pool/pool-fee.js';

export const DEFAULT_POOL_PORT = 6000;

export type PoolRequest = {
	/** Wiped when the pool stops. */
	readonly key: UnlockedPoolKey;
	/** By default `prop`. */
	readonly scheme?: SchemeName | undefined;
	/** What the pool takes, in percent, and who gets it. */
	readonly fee?: {readonly percent: string; readonly address: Address} | undefined;
	/** Who is owed so many coins is paid; by default 100. */
	readonly threshold?: string | undefined;
	/** Whether other machines are let in; by default only this one is. */
	readonly isOpenToLan?: boolean | undefined;
	readonly port?: PortChoice | undefined;
};

/** A pool that runs in this process. */
export type RunningPool = {
	readonly pool: PoolApi;
	/** Where it can be asked over HTTP. */
	readonly url: string;
	readonly port: number;
	/** What miners on this machine connect to: `host:port`. */
	readonly stratum: string;
	/** What those on other machines connect to, if they are let in. */
	readonly lanStratum: readonly string[];
	/** What its blocks pay. */
	readonly address: Address;
	/** Doors first, then the books. Stopping twice is fine; the session is left as it is. */
	stop(): Promise<void>;
};

type Door = Bound & {close(): Promise<void>};

const DEFAULT_THRESHOLD = '100';

/** Below it, the network's fee would be too large a part of what is paid. */
export const LEAST_THRESHOLD = '0.01';

/**
Runs a pool on a session's node.

@throws {ApiError} `folder_in_use` when a pool runs on the data folder already; `port_in_use`, `pool_wallet_differs`, `node_unreachable`, and what else folder and books can be in.
*/
export async function openPool(session: Session, request: PoolRequest): Promise<RunningPool> {
	const {node, log, workspace: {network, folder, clock}} = session;
	const {key, scheme = 'prop', fee, threshold = DEFAULT_THRESHOLD} = request;
	const storage = await openStorage(folder.pool);
	let pool: Pool | undefined;
	const close = async () => {
		await pool?.stop();
		await storage.close();
		key.wipe();
	};

	try {
		pool = await Pool.open({
			network, scheme, version, threshold: parseAmount(threshold), fee: fee && {millionths: parsePoolFee(fee.percent), address: fee.address},
		}, {
			storage,
			node,
			key,
			clock,
			onTrouble(trouble) {
				log(trouble ? `pool: ${trouble.code}: ${trouble.message}` : 'pool: works again');
			},
		});
		const door = await openDoor(pool, session, request);
		let stopping: Promise<void> | undefined;
		return {
			...door,
			stratum: new URL(door.url).host,
			lanStratum: request.isOpenToLan ? lanUrls(door.port).map(url => new URL(url).host) : [],
			pool,
			address: key.address,
			async stop() {
				stopping ??= (async () => {
					await door.close();
					await close();
					log('pool stopped');
				})();
				await stopping;
			},
		};
	} catch (error) {
		await close();
		throw error;
	}
}

/** The one port for miners and browsers. */
async function openDoor(pool: Pool, session: Session, {isOpenToLan = false, port = {port: DEFAULT_POOL_PORT, isDefault: true}}: PoolRequest): Promise<Door> {
	const {log, workspace: {network}} = session;
	const floor = openFloor(pool, session);
	const logError = (message: string, error?: unknown) => {
		log(`error ${message}${error instanceof Error ? `: ${error.stack ?? error.message}` : ''}`);
	};

	const door = poolDoor({
		pool,
		allowedHosts: isOpenToLan ? lanNames() : [],
		version,
		log: logError,
	});
	const miners = serveStratum(door.server, {stratum: floor, log: logError});
	try {
		const bound = await freePort(port, async number => listen(door.server, isOpenToLan ? EVERYWHERE : LOOPBACK, number));
		log(`pool of ${network.name} at ${bound.url}, ${pool.address}`);
		return {
			...bound,
			async close() {
				miners.close();
				await door.close();
				await floor.stop();
			},
		};
	} catch (error) {
		await floor.stop();
		throw error;
	}
}

async function openStorage(location: string): Promise<LevelStorage> {
	try {
		return await LevelStorage.open(location);
	} catch (error) {
		throw hasCode(error, 'folder_in_use') ? new ApiError('folder_in_use', `another pool runs on ${location}; stop it, or give this one a --data-dir of its own`, undefined, {cause: error}) : error;
	}
}
