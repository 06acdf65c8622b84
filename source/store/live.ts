import {ApiError} from '../api/api-error.js';
import {isFolderThere} from '../runtime/data-folder.js';
import {defaultProcesses, createMiner} from '../runtime/mine.js';
import {findElsewhere} from '../runtime/find-node.js';
import {openSession, type Session, type SessionOptions} from '../runtime/open-session.js';
import type {Workspace} from '../runtime/workspace.js';
import type {Section} from './explorer/page.js';
import {ExplorerStore} from './explorer-store.js';
import {MinerStore} from './miner-store.js';
import {NodeStore} from './node-store.js';
import {PoolHost, type PoolHostOptions} from './pool-host.js';

/** What runs on a network while a person looks at it. */
export type Live = {
	readonly session: Session;
	readonly node: NodeStore;
	readonly miner: MinerStore;
	readonly explorer: ExplorerStore;
	readonly pool: PoolHost;
	/** Miner first, then the pool, doors, node and storage. Stopping twice is fine. */
	stop(): Promise<void>;
};

export type LiveOptions = Pick<SessionOptions, 'nodeUrl' | 'port' | 'isOpenToLan' | 'peers'> & {
	/** Processes that mine. */
	readonly processes: number | undefined;
	/** The list that the Explorer begins with. */
	readonly section: Section;
	readonly pool: Pick<PoolHostOptions, 'isLan' | 'onChosen'>;
	/** Milliseconds since 1970. */
	readonly clock: () => number;
	/** Told when chain or mempool have moved. */
	readonly onChange: () => void;
	/** Told when what the node keeps is gone. */
	readonly onLost: (error: ApiError) => void;
	/** Told when the node of this machine is to be found somewhere else than before. */
	readonly onMoved: () => void;
};

/** Opens a session, a node of its own or somebody else's, and follows it. */
export async function openLive(workspace: Workspace, {nodeUrl, port, isOpenToLan = false, peers, processes, section, pool: poolOptions, clock, onChange, onLost, onMoved}: LiveOptions): Promise<Live> {
	const session = await openSession(workspace, {
		access: 'live', nodeUrl, isOpenToLan, ...(port && {port}), ...(peers && {peers}),
	});
	const explorer = new ExplorerStore(session.node, clock, {section});
	const isFound = !session.isOwn && nodeUrl === undefined;
	const node = new NodeStore(session.node, clock, event => {
		explorer.take(event);
		if (event.type !== 'status') {
			onChange();
		}

		if (event.type === 'tip') {
			void checkFolder();
		}

		if (event.type === 'reorg') {
			void miner.reorganised(event.data.fork_height);
		}
	}, trouble => {
		if (!trouble) {
			explorer.reconnected();
		} else if (isFound) {
			void lookElsewhere();
		}
	});
	const miner: MinerStore = new MinerStore(processes ?? defaultProcesses(), {
		makeMiner: request => createMiner(session, request), block: async hash => session.node.block(hash), clock,
	});
	/** A node goes on with the files it has open when somebody takes its folder away: what it does then is lost when it ends, so it does not do it. */
	const checkFolder = async () => {
		const {chain} = workspace.folder;
		if (session.isOwn && !await isFolderThere(chain)) {
			onLost(new ApiError('storage_failed', `${chain} is gone. What was kept there is lost, unless you bring it back; nothing new is kept until chain-tui is started anew.`));
		}
	};

	const pool = new PoolHost(session, {...poolOptions, clock});
	const lookElsewhere = async () => {
		if (await findElsewhere(workspace.folder.endpoint, workspace.network, session.url)) {
			onMoved();
		}
	};

	void node.run();
	return {
		session,
		node,
		miner,
		explorer,
		pool,
		async stop() {
			await miner.stop();
			await pool.end();
			node.stop();
			explorer.close();
			await session.stop();
		},
	};
}
