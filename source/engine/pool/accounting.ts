import type {Address} from '../../protocol/brands.js';
import type {Network} from '../../protocol/network.js';
import type {ApiError} from '../../api/api-error.js';
import type {EventOf} from '../../api/event.js';
import type {NodeApi} from '../../api/node-api.js';
import type {Storage} from '../storage/storage.js';
import {Bookkeeper} from './bookkeeper.js';
import type {Books} from './books.js';
import {Ledger, type LedgerOptions} from './ledger.js';
import {type PayoutsDependencies, type PayoutsOptions, Payouts} from './payouts.js';
import {PoolStore} from './pool-store.js';
import type {FoundBlock, PayoutRecord} from './records.js';
import {Round} from './round.js';
import {Settlement} from './settlement.js';
import {WorkWindow} from './work-window.js';

export type AccountingOptions = LedgerOptions & Pick<PayoutsOptions, 'threshold'> & {readonly network: Network};

export type AccountingDependencies = Pick<PayoutsDependencies, 'key' | 'clock' | 'onStep'> & {
	readonly storage: Storage;
	readonly node: NodeApi;
	readonly onBlock: (block: FoundBlock) => void;
	readonly onPayout: (payout: PayoutRecord) => void;
	readonly onTip: (tip: EventOf<'tip'>['data']) => void;
	/** Told what keeps the pool from its work, and with `undefined` when nothing does any more. */
	readonly onTrouble: (trouble: ApiError | undefined) => void;
};

/** How deep a payout must be in the chain at least, whatever the network asks of rewards. */
const LEAST_DEPTH = 6;

/** `pplns` looks at as much work as so many blocks take. */
const WINDOW_BLOCKS = 2;

/** All of a pool that has to do with money: shares in, payouts out. It ends with the process at any moment, and loses a second's shares at most. */
export class Accounting {
	/** @throws {ApiError} `folder_wrong_network`, `schema_too_new`, `pool_wallet_differs`, or what the disk refuses. */
	static async open(options: AccountingOptions, dependencies: AccountingDependencies): Promise<Accounting> {
		const {network} = options;
		const {storage, key} = dependencies;
		const store = await PoolStore.open({network, storage, address: key.address});
		const [round, window, {difficulty}] = await Promise.all([
			Round.open(storage, network.addressPrefix),
			WorkWindow.open(storage, network.addressPrefix),
			dependencies.node.status(),
		]);
		return new Accounting(options, dependencies, {
			store, round, window, difficulty,
		});
	}

	readonly books: Books;
	readonly round: Pick<Round, 'work' | 'total'>;
	readonly ledger: Ledger;
	readonly #store: PoolStore;
	readonly #bookkeeper: Bookkeeper;
	/** Sums that hold until a block changes. */
	#immature: Promise<ReadonlyMap<Address, bigint>> | undefined;

	private constructor(options: AccountingOptions, dependencies: AccountingDependencies, {store, round, window, difficulty}: {store: PoolStore; round: Round; window: WorkWindow; difficulty: number}) {
		const {network: {coinbaseMaturity: maturity}} = options;
		const {node, clock} = dependencies;
		const onBlock = (block: FoundBlock) => {
			this.#immature = undefined;
			dependencies.onBlock(block);
			if (block.state === 'immature') {
				// The tip that it made may have come before the node's answer.
				this.wake();
			}
		};

		let windowLength = lengthOf(difficulty);
		this.#store = store;
		this.books = store.books;
		this.round = round;
		this.ledger = new Ledger(options, {
			store,
			round,
			window,
			windowLength: () => windowLength,
			onBlock,
			onError: dependencies.onTrouble,
		});
		const settlement = new Settlement({
			store, ledger: this.ledger, node, clock, maturity, onBlock,
		});
		const payouts = new Payouts({...options, depth: Math.max(LEAST_DEPTH, maturity)}, {...dependencies, store});
		this.#bookkeeper = new Bookkeeper({
			node,
			async run() {
				await settlement.run();
				return payouts.run();
			},
			onTip(tip) {
				windowLength = lengthOf(tip.difficulty);
				dependencies.onTip(tip);
			},
			onTrouble: dependencies.onTrouble,
		});
	}

	/** What a miner gets when the blocks mature that are on the best chain. */
	async immatureOf(address: Address): Promise<bigint> {
		this.#immature ??= this.#sumImmature();
		const sums = await this.#immature;
		return sums.get(address) ?? 0n;
	}

	/** Waits until everything is done that the tip asks for. */
	async settled(): Promise<void> {
		await this.#bookkeeper.settled();
	}

	/** Looks through the books once more. */
	wake(): void {
		this.#bookkeeper.wake();
	}

	/** Stops following the node, and waits until everything is on disk. The storage is left open: it was lent. */
	async stop(): Promise<void> {
		await this.#bookkeeper.stop();
		await this.ledger.flush();
		await this.#store.settled();
	}

	async #sumImmature(): Promise<ReadonlyMap<Address, bigint>> {
		const sums = new Map<Address, bigint>();
		for (const {hash, state} of await this.books.unsettled()) {
			for (const {address, amount} of state === 'immature' ? this.books.credits(hash) : []) {
				sums.set(address, (sums.get(address) ?? 0n) + amount);
			}
		}

		return sums;
	}
}

const lengthOf = (difficulty: number): bigint => BigInt(Math.ceil(difficulty)) * BigInt(WINDOW_BLOCKS);
