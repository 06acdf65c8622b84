import type {Address} from '../../protocol/brands.js';
import {ShareRate} from './share-rate.js';
import type {UserName} from './user-name.js';

/** A miner, or several under the same name, as they are at the moment. */
export type WorkerSnapshot = {
	readonly address: Address;
	/** '' when none was given. */
	readonly worker: string;
	/** How its program names itself; '' when it does not. */
	readonly agent: string;
	/** 0 once it has left. */
	readonly connections: number;
	/** What its shares speak of, over about five minutes. */
	readonly hashesPerSecond: number;
	/** What shares of its latest job take, in hashes. */
	readonly difficulty: number;
	readonly accepted: number;
	/** Without those that came too late. */
	readonly rejected: number;
	readonly stale: number;
	/** What its best hash is worth, in hashes; 0 before there is one. */
	readonly bestDifficulty: number;
	readonly blocks: number;
	/** Milliseconds since 1970. */
	readonly since: number;
	/** When something was last heard of it. Milliseconds since 1970. */
	readonly lastSeen: number;
};

/** How long one that has left is remembered. */
const REMEMBERED_MS = 10 * 60_000;
/** As many names are remembered; past that, those that have left longest are forgotten first. */
const MOST_WORKERS = 10_000;

/** What is known of one name. */
export class Worker {
	readonly user: UserName;
	agent = '';
	connections = 0;
	difficulty = 0;
	accepted = 0;
	rejected = 0;
	stale = 0;
	bestDifficulty = 0;
	blocks = 0;
	lastSeenMs: number;
	readonly #sinceMs: number;
	readonly #rate: ShareRate;

	constructor(user: UserName, nowMs: number) {
		this.user = user;
		this.lastSeenMs = nowMs;
		this.#sinceMs = nowMs;
		this.#rate = new ShareRate(nowMs);
	}

	/** @param work - Hashes that the share stands for. @param worth - Hashes that its hash is worth. */
	accept(work: number, worth: number, nowMs: number): void {
		this.accepted++;
		this.bestDifficulty = Math.max(this.bestDifficulty, worth);
		this.#rate.add(work, nowMs);
	}

	snapshot(nowMs: number): WorkerSnapshot {
		const {user: {address, worker}, agent, connections, difficulty, accepted, rejected, stale, bestDifficulty, blocks, lastSeenMs} = this;
		// Nothing is spread: of a thousand workers that would take megabytes, every second.
		return {
			address, worker, agent, connections, hashesPerSecond: this.#rate.rate(nowMs), difficulty, accepted, rejected, stale, bestDifficulty, blocks, since: this.#sinceMs, lastSeen: lastSeenMs,
		};
	}
}

/** Everybody who mines here, and who did a short while ago. */
export class Workers {
	readonly #workers = new Map<string, Worker>();

	/** One more connection of a name. */
	join(user: UserName, nowMs: number): Worker {
		const key = `${user.address}.${user.worker}`;
		const worker = this.#workers.get(key) ?? new Worker(user, nowMs);
		worker.connections++;
		worker.lastSeenMs = nowMs;
		// The newest last: whoever has left longest is then among the first.
		this.#workers.delete(key);
		this.#workers.set(key, worker);
		this.#forget(nowMs);
		return worker;
	}

	/** Those that have been connected most recently last. */
	snapshot(nowMs: number): WorkerSnapshot[] {
		this.#forget(nowMs);
		return [...this.#workers.values()].map(worker => worker.snapshot(nowMs));
	}

	#forget(nowMs: number): void {
		for (const [key, {connections, lastSeenMs}] of this.#workers) {
			if (connections === 0 && (nowMs - lastSeenMs > REMEMBERED_MS || this.#workers.size > MOST_WORKERS)) {
				this.#workers.delete(key);
			}
		}
	}
}
