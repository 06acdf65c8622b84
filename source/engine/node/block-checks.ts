import {type Block, decodeBlock} from '../../protocol/block.js';
import type {Hash} from '../../protocol/brands.js';
import type {Network} from '../../protocol/network.js';
import {checkBodySanity, checkTransfersSanity} from '../../protocol/rules/sanity.js';
import type {CheckedTransfers} from './checked-transfers.js';
import type {TransferChecks} from './checks/transfer-checks.js';

/** So few transfers are checked sooner than a thread is asked, which may have to be started first. */
const FEW = 16;

const nothing: ReadonlySet<Hash> = new Set();

/** A block that is in order but for its transfers, and those are being checked. */
export type PreparedBlock = {
	readonly block: Block;
	/** Its transfers that passed in another thread. */
	readonly passed: Promise<ReadonlySet<Hash>>;
};

export type BlockChecksDependencies = {
	readonly network: Network;
	readonly checked: CheckedTransfers;
	/** Threads that check transfers beside this one; without, all are checked here. */
	readonly checks?: Pick<TransferChecks, 'passed'> | undefined;
};

/**
Checks what can be said of a block's body on its own, in two steps: between them other threads look at the transfers, and this one at something else.

Whether a block is refused, and what for, is found out in this thread alone.
*/
export class BlockChecks {
	readonly #dependencies: BlockChecksDependencies;

	constructor(dependencies: BlockChecksDependencies) {
		this.#dependencies = dependencies;
	}

	/**
	@param options.isAhead - Its turn comes later: all of it goes to other threads.
	@throws {RuleError}
	*/
	begin(bytes: Uint8Array, {isAhead = false} = {}): PreparedBlock {
		const {network, checked, checks} = this.#dependencies;
		const block = decodeBlock(bytes);
		checkBodySanity(block, network);
		const unknown = checks ? block.transfers.filter(({id}) => !checked.has(id)) : [];
		return {block, passed: checks && unknown.length > (isAhead ? 0 : FEW) ? checks.passed(unknown) : Promise.resolve(nothing)};
	}

	/** @throws {RuleError} */
	async finish({block, passed}: PreparedBlock): Promise<Block> {
		const {network, checked} = this.#dependencies;
		const known = await passed;
		checkTransfersSanity({block, network, isChecked: id => known.has(id) || checked.has(id)});
		for (const {id} of block.transfers) {
			checked.add(id);
		}

		return block;
	}
}
