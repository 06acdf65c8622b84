import {setTimeout} from 'node:timers/promises';
import type {LedgerApi} from '../../source/api/node-api.js';

/** How long anything may take before a test says what it waited for. Milliseconds. */
const PATIENCE_MS = 30_000;

/** What is waited for may happen somewhere else than in the node. Milliseconds. */
const LOOK_AGAIN_MS = 20;

/** Looks again at each event of a node, and now and then in between. */
export class Waiting {
	readonly #node: Pick<LedgerApi, 'events'>;

	constructor(node: Pick<LedgerApi, 'events'>) {
		this.#node = node;
	}

	async until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
		const enough = new AbortController();
		const late = AbortSignal.timeout(PATIENCE_MS);
		const events = this.#node.events({signal: enough.signal})[Symbol.asyncIterator]();
		let next = events.next();
		try {
			while (!await isSo()) {
				if (late.aborted) {
					throw new Error(`waited in vain until ${what}`);
				}

				if (await Promise.race([next, setTimeout(LOOK_AGAIN_MS, 'later')]) !== 'later') {
					next = events.next();
				}
			}
		} finally {
			enough.abort();
		}
	}
}
