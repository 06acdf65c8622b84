import type {ApiError} from '../../api/api-error.js';
import type {StratumErrorCode} from '../../api/stratum.js';
import type {
	Address, Amount, Hash, Height,
} from '../../protocol/brands.js';
import type {NodeTrouble} from '../work/node-trouble.js';
import type {WorkerSnapshot} from './workers.js';

type Credited = {readonly address: Address; readonly worker: string};

/** What happens between the pool and its miners, as it happens. Difficulties and work are in hashes. */
export type WorkEvent
	/** A connection was authorized under this name, or is gone. */
	= | {readonly event: 'worker'; readonly state: 'joined' | 'left'; readonly worker: WorkerSnapshot}
	/** New work went out to everybody. `clean`: on another tip. */
		| {readonly event: 'job'; readonly height: Height; readonly clean: boolean}
	/** `work` is what the share counts as, `difficulty` what its hash is worth. */
		| (Credited & {readonly event: 'share'; readonly height: Height; readonly work: number; readonly difficulty: number})
		| (Credited & {readonly event: 'rejected'; readonly code: StratumErrorCode; readonly message: string})
	/** The node has judged a block. `best`: whether it is on the best chain. */
		| (Credited & {readonly event: 'block'; readonly height: Height; readonly hash: Hash; readonly reward: Amount; readonly accepted: boolean; readonly best: boolean; readonly code?: string | undefined})
	/** The node cannot be worked with at the moment; `undefined`: it can again. */
		| {readonly event: 'trouble'; readonly trouble: NodeTrouble | undefined}
	/** Nothing goes on: what the node says will not change. The last event. */
		| {readonly event: 'failed'; readonly error: ApiError};

export type WorkListener = (event: WorkEvent) => void;
