import {defaultProcesses, createMiner} from '../runtime/mine.js';
import {findElsewhere} from '../runtime/find-node.js';
import {openSession, type Session, type SessionOptions} from '../runtime/open-session.js';
import type {Workspace} from '../runtime/workspace.js';
import {ExplorerStore} from './explorer-store.js';
import {MinerStore} from './miner-store.js';
import {NodeStore} from './node-store.js';

/** What runs on a network while a person looks at it. */
export type Live = {
	readonly session: Session;
	readonly node: NodeStore;
	readonly miner: MinerStore;
	readonly explorer: ExplorerStore;
	/** Miner first, then doors, node and storage. Stopping twice is fine. */
	stop(): Promise<void>;
};

export type LiveOptions = Pick<SessionOptions, 'nodeUrl' | 'port' | 'isOpenToLan' | 'peers'> & {
	/** Processes that mine. */
	readonly processes: number | undefined;
	/** Milliseconds since 1970. */
	readonly clock: () => number;
	/** Told when chain or mempool have moved. */
	readonly onChange: () => void;
	/** Told when the chain has another tip. */
	readonly onTip: () => void;
	/** Told when the node of this machine is to be found somewhere else than before. */
	readonly onMoved: () => void;
};

/** Opens a session, a node of its own or somebody else's, and follows it. */
export async function openLive(workspace: Workspace, {nodeUrl, port, isOpenToLan, peers, processes, clock, onChange, onTip, onMoved}: LiveOptions): Promise<Live> {
	const session = await openSession(workspace, {
		access: 'live', nodeUrl, isOpenToLan, ...(port && {port}), ...(peers && {peers}),
	});
	const explorer = new ExplorerStore(session.node, clock);
	const isFound = !session.isOwn && nodeUrl === undefined;
	const node = new NodeStore(session.node, clock, event => {
		explorer.take(event);
		if (event.type !== 'status') {
			onChange();
		}

		if (event.type === 'tip') {
			onTip();
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
		async stop() {
			await miner.stop();
			node.stop();
			explorer.close();
			await session.stop();
		},
	};
}
