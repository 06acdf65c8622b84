import type {BlockObject} from '../api/block.js';
import {formatAmount, parseAmount} from '../protocol/amount.js';
import type {Address, Amount, Hash, Height} from '../protocol/brands.js';

/** `amount` is `undefined` where the node has not said. */
type Found = {readonly hash: Hash; readonly height: Height; readonly amount: Amount | undefined};

/**
What the blocks that were found pay to an address, as far as they are on the best chain: a block that a reorganisation takes away has earned nothing, and one that comes back has.

Rewards count from the moment of their block, mature or not.
*/
export class Earnings {
	readonly #address: Address;
	readonly #block: (hash: Hash) => Promise<BlockObject>;
	readonly #found = new Map<Hash, Found>();

	/** @param block - Asks the node. */
	constructor(address: Address, block: (hash: Hash) => Promise<BlockObject>) {
		this.#address = address;
		this.#block = block;
	}

	/** Coins in canonical form; `undefined` while the node has not said what some block is worth. */
	get total(): string | undefined {
		let sum = 0n;
		for (const {amount} of this.#found.values()) {
			if (amount === undefined) {
				return undefined;
			}

			sum += amount;
		}

		return formatAmount(sum);
	}

	/** Counts a block, and those that the node owed an answer for. @throws {ApiError} when the node does not answer. */
	async add(hash: Hash, height: Height): Promise<void> {
		this.#found.set(hash, {hash, height, amount: undefined});
		await this.#ask(({amount}) => amount === undefined);
	}

	/** Looks again at the blocks that a reorganisation may have taken away, or brought back. @param forkHeight - Of the last block that both branches share. @throws {ApiError} when the node does not answer. */
	async recheck(forkHeight: Height): Promise<void> {
		await this.#ask(({height, amount}) => height > forkHeight || amount === undefined);
	}

	async #ask(isWanted: (found: Found) => boolean): Promise<void> {
		for (const found of [...this.#found.values()].filter(found => isWanted(found))) {
			this.#found.set(found.hash, {...found, amount: undefined});
			this.#found.set(found.hash, {...found, amount: earnedBy(await this.#block(found.hash), this.#address)});
		}
	}
}

/** What the coinbase of a block pays to an address: nothing, off the best chain. */
function earnedBy({confirmations, transactions}: BlockObject, address: Address): Amount {
	let sum = 0n;
	for (const {type, outputs} of confirmations > 0 ? transactions : []) {
		for (const {recipient, amount} of type === 'coinbase' ? outputs : []) {
			sum += recipient === address ? parseAmount(amount) : 0n;
		}
	}

	return sum;
}
