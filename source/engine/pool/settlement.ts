import type {Hash} from '../../protocol/brands.js';
import {ApiError, hasCode, toApiError} from '../../api/api-error.js';
import type {BlockState} from '../../api/pool.js';
import type {NodeApi} from '../../api/node-api.js';
import {type BestChain, withBestChain} from './best-chain.js';
import type {Entries} from './entries.js';
import type {Ledger} from './ledger.js';
import type {PoolStore} from './pool-store.js';
import type {FoundBlock} from './records.js';
import {isUnreachable} from './verdict.js';

export type SettlementDependencies = {
	readonly store: PoolStore;
	readonly ledger: Pick<Ledger, 'decide' | 'isInHand'>;
	readonly node: Pick<NodeApi, 'block' | 'blocks' | 'submitBlock'>;
	/** Milliseconds since 1970. */
	readonly clock: () => number;
	/** Blocks until a reward comes (`coinbase_maturity`). */
	readonly maturity: number;
	readonly onBlock: (block: FoundBlock) => void;
};

/** Whoever has handed a block to the node has heard of it after so long, or never will. Milliseconds. */
const IN_HAND_MS = 60_000;

type Change = {readonly hash: Hash; readonly to: BlockState};

/** Brings the pool's blocks to where the chain is: credits those that have matured, and takes back the credits of those that a reorganisation left aside. */
export class Settlement {
	readonly #dependencies: SettlementDependencies;

	constructor(dependencies: SettlementDependencies) {
		this.#dependencies = dependencies;
	}

	/** @throws {ApiError} when the node or the disk cannot be worked with. */
	async run(): Promise<void> {
		const {store, onBlock} = this.#dependencies;
		const unsettled = await store.books.unsettled();
		for (const block of unsettled) {
			await this.#askAbout(block);
		}

		const changes = await this.#changes();
		if (changes.length === 0) {
			return;
		}

		await store.change(entries => {
			for (const change of changes) {
				enterChange(change, entries);
			}
		}, {durable: true});
		for (const {hash} of changes) {
			onBlock(store.books.block(hash)!);
		}
	}

	/** What the node thinks of a block that was on disk when the pool ended, or when the connection broke. */
	async #askAbout({hash, state, time}: FoundBlock): Promise<void> {
		const {store, ledger, node, clock} = this.#dependencies;
		const bytes = store.books.blockBytes(hash);
		const isInHand = ledger.isInHand(hash) && clock() - time < IN_HAND_MS;
		if (state !== 'candidate' || bytes === undefined || isInHand) {
			return;
		}

		try {
			if (!await this.#isKnown(hash)) {
				await node.submitBlock(bytes);
			}

			await ledger.decide(hash, {accepted: true});
		} catch (error) {
			if (isUnreachable(error)) {
				throw error;
			}

			await ledger.decide(hash, {accepted: false, code: toApiError(error).code});
		}
	}

	async #isKnown(hash: Hash): Promise<boolean> {
		try {
			await this.#dependencies.node.block(hash);
			return true;
		} catch (error) {
			if (hasCode(error, 'not_found')) {
				return false;
			}

			throw error;
		}
	}

	/** From the highest block down to the first that was credited before and still should be: everything below it is its ancestor, or was beside the chain already. */
	async #changes(): Promise<Change[]> {
		const {store, node} = this.#dependencies;
		return withBestChain(node, async chain => {
			const changes: Change[] = [];
			const unsettled = await store.books.unsettled();
			const lowest = Math.min(...unsettled.map(({height}) => height));
			for await (const block of store.books.blocks()) {
				const to = await this.#stateOf(block, chain);
				if (to !== block.state) {
					changes.push({hash: block.hash, to});
				} else if (to === 'credited' && block.height < lowest) {
					break;
				}
			}

			return changes;
		});
	}

	async #stateOf({hash, height, state}: FoundBlock, chain: BestChain): Promise<BlockState> {
		if (state === 'candidate' || state === 'refused') {
			return state;
		}

		if (await chain.hashAt(height) !== hash) {
			return 'stale';
		}

		return chain.height >= height + this.#dependencies.maturity ? 'credited' : 'immature';
	}
}

/** The state and the money move together: whatever was done is not done again. */
function enterChange({hash, to}: Change, entries: Entries): void {
	const block = entries.block(hash);
	if (!block) {
		throw new ApiError('storage_damaged', `the pool's books are damaged: block ${hash} is missing`);
	}

	const sign = BigInt(Number(to === 'credited') - Number(block.state === 'credited'));
	for (const {address, amount} of sign === 0n ? [] : entries.credits(hash)) {
		if (amount > 0n) {
			entries.adjust(address, {balance: sign * amount});
		}
	}

	entries.setBlock({...block, state: to});
}
