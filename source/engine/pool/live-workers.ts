import type {Address} from '../../protocol/brands.js';

/** A miner, or several under the same name, as they are at the moment. Times are milliseconds since 1970. */
export type LiveWorker = {
	readonly address: Address;
	/** '' when none was given. */
	readonly worker: string;
	/** How its program names itself; '' when it does not. */
	readonly agent: string;
	/** 0 once it has left. */
	readonly connections: number;
	/** What its shares speak of. */
	readonly hashesPerSecond: number;
	/** What shares of its latest job take, in hashes. */
	readonly difficulty: number;
	readonly accepted: number;
	readonly rejected: number;
	readonly stale: number;
	/** What its best hash is worth, in hashes; 0 before there is one. */
	readonly bestDifficulty: number;
	readonly blocks: number;
	readonly since: number;
	readonly lastSeen: number;
};

/** Everybody who mines here, and who did a short while ago; whoever serves miners keeps this up to date. */
export type LiveWorkers = {
	workers(): readonly LiveWorker[];
};
