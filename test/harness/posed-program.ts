import {parseNetwork} from '../../source/protocol/network.js';
import {namedLike, presets} from '../../source/protocol/presets.js';
import {ExplorerStore, type ExplorerState} from '../../source/store/explorer-store.js';
import {MinerStore, type MinerView} from '../../source/store/miner-store.js';
import {type NodeState, NodeStore} from '../../source/store/node-store.js';
import {PoolHost, type PoolHostState} from '../../source/store/pool-host.js';
import {type PoolState, PoolStore} from '../../source/store/pool-store.js';
import {Program, type ProgramState} from '../../source/store/program.js';
import {type WalletState, WalletStore} from '../../source/store/wallet-store.js';

/*
The program as it stands in the middle of something: the true stores, filled with what they would know, on a node that never answers. So a test says what there is to be seen, and nothing changes it.
*/

export type Pose = {
	/** Seconds since 1970. */
	readonly now: number;
	readonly program?: Partial<ProgramState>;
	readonly node: NodeState;
	readonly miner: MinerView;
	readonly explorer?: Partial<ExplorerState>;
	/** `undefined`: there is no wallet. */
	readonly wallet: WalletState | undefined;
	readonly pool?: Partial<PoolHostState>;
	/** What a pool tells that runs. */
	readonly poolNews?: PoolState;
};

const never = Promise.race<never>([]);

/** Answers nothing that it is asked. @param known - But what it knows by itself. */
const silentWith = (known: object) => new Proxy(known, {get: (target, name) => (target as Readonly<Record<string | symbol, unknown>>)[name] ?? (async () => never)}) as never;
const silent = silentWith({});

export const club = (now: number) => parseNetwork(namedLike(presets.lesson, 'club', now - 100_000), now);

export function poseProgram({now, program: change, node, miner, explorer, wallet, pool, poolNews}: Pose): Program {
	const clock = () => now * 1000;
	const program = new Program({environment: {}, clock});
	// There is no file behind it: what was posed stays.
	Object.defineProperty(program, 'settings', {get: () => program.state.settings});
	const nodeStore = new NodeStore(silent, clock, () => undefined);
	nodeStore.set(node, true);
	const minerStore = new MinerStore(miner.processes, {makeMiner: silent, block: silent, clock});
	minerStore.set(miner, true);
	const explorerStore = new ExplorerStore(silent, clock);
	explorerStore.set(explorer ?? {}, true);
	const poolHost = new PoolHost(silent, {clock, isLan: () => false, onChosen: () => undefined});
	const poolStore = poolNews && new PoolStore(silent, {clock});
	poolStore?.set(poolNews!, true);
	poolHost.set({...pool, store: poolStore}, true);
	const walletStore = wallet && new WalletStore(silentWith({keystore: wallet}), clock);
	walletStore?.set(wallet!, true);
	program.set({
		phase: 'running', network: club(now), url: 'http://127.0.0.1:5000', isOwn: true, dataFolder: '/home/alice/.local/share/chain-tui', wallets: wallet ? [wallet.name] : [],
		node: nodeStore, miner: minerStore, explorer: explorerStore, pool: poolHost, wallet: walletStore, ...change,
	}, true);
	return program;
}
