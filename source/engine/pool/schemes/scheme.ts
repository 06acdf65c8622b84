import type {Address, Amount} from '../../../protocol/brands.js';

/** Hashes that miners have shown by their shares. */
export type Work = ReadonlyMap<Address, bigint>;

/** What a scheme may look at. */
export type Found = {
	/** What there is to split, in base units: the reward less the pool's fee. */
	readonly amount: Amount;
	/** Who found the block. */
	readonly finder: Address;
	/** Since the pool's block before; the share that is the block is in it. */
	readonly round: Work;
	/** The last of all the pool's work, across rounds; the share that is the block is in it. */
	readonly window: Work;
};

/** Splits what a block brought: the parts add up to the amount. */
export type Scheme = (found: Found) => Map<Address, Amount>;
