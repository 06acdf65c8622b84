import type {
	Address, Amount, Hash, Height,
} from '../../protocol/brands.js';

/** A share that was checked and counts. */
export type Share = {
	/** Whom it is credited to. */
	readonly address: Address;
	/** The name that the miner gave this machine; '' when none was given. */
	readonly worker: string;
	/** Hashes that it stands for: floor(2^256 / (share target + 1)) of its job. */
	readonly work: bigint;
	/** Milliseconds since 1970. */
	readonly time: number;
	/** Hash of its header. */
	readonly hash: Hash;
	/** Of the block that it was to become. */
	readonly height: Height;
	/** Present when the share is a whole block. */
	readonly block?: {readonly bytes: Uint8Array; readonly reward: Amount} | undefined;
};

/** What the node said of a block. */
export type CandidateOutcome = {readonly accepted: true} | {readonly accepted: false; readonly code: string};

/** Who keeps account of shares. */
export type ShareLedger = {
	/** Counts a share. When it is a block, resolves only after block and share are on disk as a candidate; the caller hands the block to the node after that. */
	share(share: Share): Promise<void>;
	/** What the node said of a candidate. */
	candidate(hash: Hash, outcome: CandidateOutcome): Promise<void>;
};
