import {setTimeout as delay} from 'node:timers/promises';
import type {EventOf} from '../../api/event.js';
import {ApiError, toApiError} from '../../api/api-error.js';
import type {LedgerApi} from '../../api/node-api.js';

export type BookkeeperDependencies = {
	readonly node: Pick<LedgerApi, 'events'>;
	/** What is to be done for each tip, one after the other. @returns What goes wrong without keeping from the rest. */
	readonly run: () => Promise<ApiError | undefined>;
	readonly onTip: (tip: EventOf<'tip'>['data']) => void;
	/** Told what keeps from the work, and with `undefined` when nothing does any more. */
	readonly onTrouble: (trouble: ApiError | undefined) => void;
};

/** After an error of the node, and between two streams of its events. */
const RETRY_MS = 2000;

/**
Follows the node, and sees to it that the books are looked through for every tip: one look at a time, and one more when something happened meanwhile.
*/
export class Bookkeeper {
	readonly #dependencies: BookkeeperDependencies;
	readonly #stop = new AbortController();
	readonly #following: Promise<void>;
	#isDue = false;
	#working: Promise<void> | undefined;

	constructor(dependencies: BookkeeperDependencies) {
		this.#dependencies = dependencies;
		this.#following = this.#follow();
	}

	/** Has the books looked through as soon as they can be. */
	wake(): void {
		this.#isDue = true;
		if (!this.#stop.signal.aborted) {
			this.#working ??= this.#work();
		}
	}

	/** Waits until nothing is left to look at. */
	async settled(): Promise<void> {
		while (this.#working) {
			await this.#working;
		}
	}

	/** Ends, after what is being done. */
	async stop(): Promise<void> {
		this.#stop.abort();
		await this.#following;
		await this.settled();
	}

	async #work(): Promise<void> {
		while (this.#isDue && !this.#stop.signal.aborted) {
			this.#isDue = false;
			await this.#look();
		}

		this.#working = undefined;
	}

	async #look(): Promise<void> {
		const {run, onTrouble} = this.#dependencies;
		try {
			onTrouble(await run());
		} catch (error) {
			onTrouble(toApiError(error));
			this.#isDue = true;
			await this.#pause();
		}
	}

	async #follow(): Promise<void> {
		const {node, onTip, onTrouble} = this.#dependencies;
		const {signal} = this.#stop;
		while (!signal.aborted) {
			try {
				for await (const {type, data} of node.events({signal})) {
					if (type === 'tip') {
						onTip(data);
						this.wake();
					}
				}

				onTrouble(signal.aborted ? undefined : new ApiError('node_unreachable', 'the node has ended its stream of events'));
			} catch (error) {
				onTrouble(toApiError(error));
			}

			await this.#pause();
		}
	}

	async #pause(): Promise<void> {
		try {
			await delay(RETRY_MS, undefined, {signal: this.#stop.signal});
		} catch {
			// Stopped.
		}
	}
}
