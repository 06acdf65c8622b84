import type {Work, WorkSource} from '../../api/work.js';
import type {HashrateSnapshot} from './hashrate.js';
import type {SubmissionTotals} from './submissions.js';
import type {ThreadSnapshot} from './thread.js';

/** How a miner is at the moment. */
export type MinerState = SubmissionTotals & {
	readonly isRunning: boolean;
	readonly source: WorkSource['kind'];
	/** What the processes use; `undefined` until one of them has said so. */
	readonly kernel: string | undefined;
	readonly processes: readonly ThreadSnapshot[];
	/** Of all processes since the miner was made. */
	readonly hashes: number;
	readonly hashesPerSecond: HashrateSnapshot;
	/** `undefined` while there is nothing to mine. */
	readonly work: Work | undefined;
};
