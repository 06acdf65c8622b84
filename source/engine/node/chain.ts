import type {Block} from '../../protocol/block.js';
import type {Hash} from '../../protocol/brands.js';
import {
	decodeHeader, HEADER_SIZE, headerHash,
} from '../../protocol/header.js';
import {type RuleCode, RuleError} from '../../protocol/rule-error.js';
import {blockContext, headerClock, headerContext} from '../../protocol/rules/context.js';
import {enforce} from '../../protocol/rules/rule.js';
import {headerSanity} from '../../protocol/rules/sanity.js';
import {targetOfBits, workOfTarget} from '../../protocol/target.js';
import {ApiError} from '../../api/api-error.js';
import {Overlay} from '../storage/overlay.js';
import type {Storage} from '../storage/storage.js';
import {BlockChecks, type BlockChecksDependencies, type PreparedBlock} from './block-checks.js';
import {ChainReader} from './chain-reader.js';
import {connectBlock, disconnectBlock} from './connect-block.js';
import {encodeEntry, type Entry} from './entry.js';
import {keyOf} from './layout.js';
import {openStore, tipRecord} from './store.js';

/** How the best chain changed, all at once. */
export type ChainChange = {
	readonly from: Entry;
	readonly to: Entry;
	/** The last block that both have. */
	readonly fork: Entry;
	/** Tip first. */
	readonly disconnected: readonly Block[];
	/** Lowest first. */
	readonly connected: readonly Block[];
};

export type Accepted = {readonly entry: Entry; readonly isNew: boolean};

export type ChainDependencies = BlockChecksDependencies & {
	readonly storage: Storage;
	/** Milliseconds since 1970. */
	readonly clock: () => number;
	/** Called after the change is on disk, before anybody is answered. */
	readonly onChange?: (change: ChainChange) => void;
	/** How far a branch may be behind for a block of it to be kept, in blocks of the best chain and their work. Without, any block with a parent is. */
	readonly branchReach?: number;
	/** Whether a block is on the way to more work than the best chain has, as headers have shown: then it may be as far behind as it likes. */
	readonly isExpected?: (hash: Hash) => boolean;
	/** Whether each block waits for the disk. Without, a power cut may cost the last blocks, never their order or wholeness. */
	readonly durable?: boolean;
};

/** The body is proven to be the header's own when it breaks one of these, so the header is refused for good. */
const damning: ReadonlySet<RuleCode> = new Set<RuleCode>([
	'duplicate_transfer', 'amount_zero', 'amount_too_large', 'public_key_invalid', 'signature_not_canonical', 'signature_invalid', 'coinbase_height', 'coinbase_value',
]);

/**
The blocks of a network and the state that its best chain makes: most chainwork wins, the first seen on a tie.

One block at a time: those that come while another is being looked at wait their turn.
*/
export class Chain {
	/** @throws {ApiError} `folder_wrong_network`, `schema_too_new` or `storage_damaged`. */
	static async open(dependencies: ChainDependencies): Promise<Chain> {
		return new Chain(dependencies, await openStore(dependencies.network, dependencies.storage));
	}

	readonly reader: ChainReader;
	readonly #dependencies: ChainDependencies;
	readonly #checks: BlockChecks;
	#tip: Entry;
	#queue: Promise<unknown> = Promise.resolve();
	#writing: Promise<unknown> | undefined;

	private constructor(dependencies: ChainDependencies, tip: Entry) {
		this.#dependencies = dependencies;
		this.#checks = new BlockChecks(dependencies);
		this.#tip = tip;
		this.reader = new ChainReader(dependencies.storage);
	}

	get tip(): Entry {
		return this.#tip;
	}

	/** A change on its way to disk. Until it is there, the store may hold another chain than the one that ends in the tip: whoever wants both to agree waits for it, as long as there is one. */
	get writing(): Promise<unknown> | undefined {
		return this.#writing;
	}

	/**
	Begins to check a block that will be taken in later, in other threads: whoever catches up knows what comes next.

	@returns `undefined` when there is nothing to gain by it; what is wrong with the block is said when it is taken in.
	*/
	prepare(bytes: Uint8Array): PreparedBlock | undefined {
		try {
			return this.#dependencies.checks && this.#checks.begin(new Uint8Array(bytes), {isAhead: true});
		} catch (error) {
			if (error instanceof RuleError) {
				return undefined;
			}

			throw error;
		}
	}

	/**
	Takes in a block, and makes its branch the best chain if it has the most work.

	@param options.durable - Whether it waits for the disk; by default as the chain does.
	@returns The block's entry, and whether it was new; a block that is known already is no error.
	@throws {RuleError} when a rule is broken; {ApiError} `branch_too_weak`.
	*/
	async accept(block: Uint8Array | PreparedBlock, {durable = this.#dependencies.durable ?? true}: {readonly durable?: boolean} = {}): Promise<Accepted> {
		// Its turn may come when the caller's buffer holds something else.
		const own = block instanceof Uint8Array ? new Uint8Array(block) : block;
		const result = this.#queue.then(async () => this.#accept(own, durable));
		this.#queue = result.catch(() => undefined);
		return result;
	}

	/** Waits for the blocks that are being looked at. */
	async settled(): Promise<void> {
		await this.#queue;
	}

	async #accept(given: Uint8Array | PreparedBlock, durable: boolean): Promise<Accepted> {
		const {bytes, header, hash} = given instanceof Uint8Array ? {bytes: given, header: decodeHeader(given), hash: headerHash(given)} : given.block;
		const known = this.reader.entry(hash);
		if (known) {
			if (known.refusal) {
				throw new RuleError(known.refusal, {hash});
			}

			return {entry: known, isNew: false};
		}

		const {network, clock} = this.#dependencies;
		enforce(headerSanity, {header, hash, network});
		const parent = this.#parentOf(header.previousHash);
		enforce(headerContext, {header, parent: parent.header, grandparent: this.reader.entry(parent.header.previousHash)?.header, network});
		enforce(headerClock, {header, network, now: Math.floor(clock() / 1000)});

		const entry: Omit<Entry, 'transactionCount'> = {
			hash,
			height: parent.height + 1,
			header,
			headerBytes: bytes.slice(0, HEADER_SIZE),
			chainwork: parent.chainwork + workOfTarget(targetOfBits(header.bits)),
			size: bytes.length,
			refusal: undefined,
		};
		this.#refuseHopeless(entry);
		let block: Block;
		try {
			block = await this.#checks.finish(given instanceof Uint8Array ? this.#checks.begin(given) : given);
			enforce(blockContext, {block, height: entry.height, network});
		} catch (error) {
			if (error instanceof RuleError && damning.has(error.code)) {
				await this.#refuse([{...entry, transactionCount: 0}], error.code);
			}

			throw error;
		}

		const whole = {...entry, transactionCount: block.transfers.length + 1};
		await this.#store(whole, block, durable);
		return {entry: whole, isNew: true};
	}

	/** Early blocks are cheap, and somebody could mine them to fill the disk. A branch far behind has to be mined or fetched anew anyway before it can win. */
	#refuseHopeless({hash, chainwork}: Pick<Entry, 'hash' | 'chainwork'>): void {
		const {branchReach = Number.POSITIVE_INFINITY, isExpected} = this.#dependencies;
		const height = this.#tip.height - branchReach;
		if (isExpected?.(hash) !== true && chainwork <= this.#tip.chainwork && height > 0 && chainwork < this.reader.entryAt(height)!.chainwork) {
			throw new ApiError('branch_too_weak', `the branch of block ${hash} has less work than the best chain had ${branchReach} blocks ago`);
		}
	}

	#parentOf(previousHash: Hash): Entry {
		const parent = this.reader.entry(previousHash);
		if (!parent) {
			throw new RuleError('parent_unknown', {parent: previousHash});
		}

		if (parent.refusal) {
			throw new RuleError('parent_invalid', {parent: previousHash});
		}

		return parent;
	}

	/** Keeps a block that is in order by itself; what is left to find out is whether the state allows it. */
	async #store(entry: Entry, block: Block, durable: boolean): Promise<void> {
		const overlay = new Overlay(this.#dependencies.storage);
		overlay.set(keyOf.entry(entry.hash), encodeEntry(entry));
		overlay.set(keyOf.body(entry.hash), block.bytes);
		overlay.set(keyOf.leaf(entry.header.previousHash), undefined);
		overlay.set(keyOf.leaf(entry.hash), new Uint8Array());

		const isBest = entry.chainwork > this.#tip.chainwork;
		const change = isBest ? await this.#reorganise(overlay, entry, block) : undefined;
		const written = this.#dependencies.storage.write(overlay.writes(), {durable});
		this.#writing = written.catch(() => undefined);
		try {
			await written;
		} finally {
			this.#writing = undefined;
		}

		if (change) {
			this.#tip = change.to;
			this.#dependencies.onChange?.(change);
		}
	}

	/** Makes the branch of `to` the best chain, in the overlay. A branch that turns out to be wrong is refused, and the error thrown. */
	async #reorganise(overlay: Overlay, to: Entry, top: Block): Promise<ChainChange> {
		const reader = new ChainReader(overlay);
		const branch: Entry[] = [];
		let fork = to;
		while (!reader.isOnBestChain(fork)) {
			branch.unshift(fork);
			fork = reader.entry(fork.header.previousHash)!;
		}

		await this.#checkBranch(branch);
		const disconnected: Block[] = [];
		for (let {hash, height} = this.#tip; height > fork.height; height--) {
			const block = reader.block(hash);
			disconnectBlock(overlay, block);
			disconnected.push(block);
			hash = block.header.previousHash;
		}

		const connected: Block[] = [];
		for (const [index, entry] of branch.entries()) {
			const block = entry === to ? top : reader.block(entry.hash);
			try {
				connectBlock(overlay, block, entry.height, this.#dependencies.network);
			} catch (error) {
				if (error instanceof RuleError) {
					await this.#refuse(branch.slice(index), error.code);
				}

				throw error;
			}

			connected.push(block);
		}

		overlay.set(keyOf.meta('tip'), tipRecord(to.hash));
		return {
			from: this.#tip, to, fork, disconnected, connected,
		};
	}

	/** A block may have been refused by way of another branch, and those on top of it not know yet. */
	async #checkBranch(branch: readonly Entry[]): Promise<void> {
		const last = branch.findLastIndex(({refusal}) => refusal !== undefined);
		if (last !== -1) {
			await this.#refuse(branch.slice(last + 1), 'parent_invalid');
			throw new RuleError('parent_invalid', {parent: branch[last]!.hash});
		}
	}

	/** Remembers that a block broke a rule, and that those on top of it cannot be better. */
	async #refuse(branch: readonly Entry[], code: RuleCode): Promise<void> {
		const writes = branch.map((entry, index) => ({
			key: keyOf.entry(entry.hash),
			value: encodeEntry({...entry, refusal: index === 0 ? code : 'parent_invalid'}),
		}));
		await this.#dependencies.storage.write(writes, {durable: false});
	}
}
