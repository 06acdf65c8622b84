import type {Amount} from '../../protocol/brands.js';
import type {AccountState} from '../../protocol/rules/connect.js';
import {costOf, type Transfer} from '../../protocol/transfer.js';

/** A transfer that waits for a block. */
export type Pending = {
	readonly transfer: Transfer;
	/** When it was first seen, in seconds since 1970. */
	readonly time: number;
	/** Base units per byte. */
	readonly feeRate: number;
};

/** The pending transfers of one account, one a nonce. */
export class PendingAccount {
	/** What all of them take from the account, in base units. */
	cost: Amount = 0n;
	readonly #byNonce = new Map<number, Pending>();

	get count(): number {
		return this.#byNonce.size;
	}

	at(nonce: number): Pending | undefined {
		return this.#byNonce.get(nonce);
	}

	/** Lowest nonce first. */
	all(): Pending[] {
		return [...this.#byNonce.values()].toSorted((a, b) => a.transfer.nonce - b.transfer.nonce);
	}

	/** Those that follow each other without a gap, from a nonce on. */
	run(nonce: number): Pending[] {
		const run: Pending[] = [];
		for (let next = this.#byNonce.get(nonce); next; next = this.#byNonce.get(nonce + run.length)) {
			run.push(next);
		}

		return run;
	}

	set(pending: Pending): void {
		this.#byNonce.set(pending.transfer.nonce, pending);
		this.cost += costOf(pending.transfer);
	}

	delete(pending: Pending): void {
		this.#byNonce.delete(pending.transfer.nonce);
		this.cost -= costOf(pending.transfer);
	}

	/** What must go now that the account is as it is: nonces that are used up, and from the last on what the balance does not cover. */
	settle({balance, nonce}: AccountState): Pending[] {
		const gone: Pending[] = [];
		const left: Pending[] = [];
		for (const pending of this.all()) {
			(pending.transfer.nonce < nonce ? gone : left).push(pending);
		}

		let cost = left.reduce((sum, {transfer}) => sum + costOf(transfer), 0n);
		while (left.length > 0 && cost > balance) {
			const last = left.pop()!;
			gone.push(last);
			cost -= costOf(last.transfer);
		}

		return gone;
	}
}
