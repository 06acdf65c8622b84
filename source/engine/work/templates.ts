import {ApiError} from '../../api/api-error.js';
import type {Template} from '../../api/mining.js';
import type {LedgerApi, MiningApi} from '../../api/node-api.js';
import type {Address, Hash} from '../../protocol/brands.js';
import {backoffMs} from './backoff.js';
import {followNode} from './follow-node.js';
import {isFinal, type NodeTrouble} from './node-trouble.js';
import {Refresh} from './refresh.js';
import {type Sleep, sleep as systemSleep} from './sleep.js';

export type TemplatesOptions = {
	readonly node: Pick<MiningApi, 'template'> & Pick<LedgerApi, 'events'>;
	/** Who is paid. */
	readonly address: Address;
	/** Milliseconds. */
	readonly clock: () => number;
	/** From 0 up to 1. */
	readonly random: () => number;
	readonly sleep?: Sleep | undefined;
	/** Told when the node cannot be worked with, each time before it is tried again; and with `undefined` when it can. */
	readonly onTrouble?: ((trouble: NodeTrouble | undefined) => void) | undefined;
	/** How long to wait on a new tip before there is anything to mine on it, in milliseconds. */
	readonly pauseMs?: (() => Promise<number>) | undefined;
};

/** Where a node may say `too_early` and not for how long. */
const TOO_EARLY_MS = 1000;

/** A node's templates, one after the other: at once on a new tip, soon when the mempool has changed, and now and then in any case. */
export class Templates {
	readonly #options: TemplatesOptions;
	readonly #sleep: Sleep;
	#tip: Hash | undefined;
	#refresh: Refresh | undefined;
	#isTroubled = false;

	constructor(options: TemplatesOptions) {
		this.#options = options;
		this.#sleep = options.sleep ?? systemSleep;
	}

	/** The tip that the node was last heard to have. */
	get tip(): Hash | undefined {
		return this.#tip;
	}

	/** Another template is wanted, though neither tip nor mempool have changed. */
	renew(): void {
		this.#refresh?.changed();
	}

	/**
	`undefined` says that there is nothing to mine until the next. Ends when the signal aborts.

	@throws {ApiError} when trying again does not help: a wrong address, another network.
	*/
	async * follow(signal: AbortSignal): AsyncIterable<Template | undefined> {
		const refresh = new Refresh(this.#options.clock, this.#sleep);
		const ended = new AbortController();
		let failure: unknown;
		const end = (): void => {
			ended.abort();
			refresh.wake();
		};

		const follow = async (): Promise<void> => {
			try {
				await this.#followTips(refresh, ended.signal);
			} catch (error) {
				failure = error;
				end();
			}
		};

		this.#refresh = refresh;
		signal.addEventListener('abort', end, {once: true});
		const following = follow();
		try {
			if (!signal.aborted) {
				yield * this.#take(refresh, ended.signal);
			}
		} finally {
			signal.removeEventListener('abort', end);
			end();
			await following;
		}

		if (failure instanceof Error) {
			throw failure;
		}
	}

	async * #take(refresh: Refresh, signal: AbortSignal): AsyncIterable<Template | undefined> {
		let attempt = 0;
		for (;;) {
			await refresh.due(signal);
			if (signal.aborted) {
				return;
			}

			try {
				const waitMs = refresh.isAtOnce ? await this.#options.pauseMs?.() ?? 0 : 0;
				if (waitMs > 0) {
					yield undefined;
					await this.#sleep(waitMs, signal);
					if (signal.aborted) {
						return;
					}
				}

				refresh.asked();
				const template = await this.#options.node.template(this.#options.address);
				attempt = 0;
				this.#tell(undefined);
				if (this.#tip === template.previous_hash) {
					refresh.settled();
				}

				this.#tip = template.previous_hash;
				yield template;
			} catch (error) {
				if (!(error instanceof ApiError) || isFinal(error)) {
					throw error;
				}

				// What was due still is.
				refresh.tipChanged();
				if (error.code === 'too_early') {
					yield undefined;
					await this.#sleep(retryAfterMs(error), signal);
				} else {
					const retryMs = backoffMs(attempt, this.#options.random);
					attempt++;
					this.#tell({error, retryMs});
					await this.#sleep(retryMs, signal);
				}
			}
		}
	}

	async #followTips(refresh: Refresh, signal: AbortSignal): Promise<void> {
		const onTrouble = (trouble: NodeTrouble): void => {
			this.#tell(trouble);
		};

		const {node, random} = this.#options;
		for await (const event of followNode({node, signal, random, sleep: this.#sleep, onTrouble})) {
			this.#tell(undefined);
			if (event.type === 'reset' || (event.type === 'tip' && event.data.hash !== this.#tip)) {
				this.#tip = event.type === 'tip' ? event.data.hash : undefined;
				refresh.tipChanged();
			} else if (event.type === 'mempool') {
				refresh.changed();
			}
		}
	}

	#tell(trouble: NodeTrouble | undefined): void {
		if (trouble !== undefined || this.#isTroubled) {
			this.#isTroubled = trouble !== undefined;
			this.#options.onTrouble?.(trouble);
		}
	}
}

function retryAfterMs({details}: ApiError): number {
	const ms = details?.['retry_after_ms'];
	return typeof ms === 'number' && ms >= 0 && Number.isFinite(ms) ? ms : TOO_EARLY_MS;
}
