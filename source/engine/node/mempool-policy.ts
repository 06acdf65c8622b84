/** What a node keeps waiting for a block. Policy, not consensus: another node may do as it likes. */
export type MempoolPolicy = {
	readonly maxCount: number;
	readonly maxBytes: number;
	/** Transfers of one account whose turn has come. */
	readonly executablePerAccount: number;
	/** Transfers of one account behind a gap, or behind too many others. */
	readonly futurePerAccount: number;
	/** By how much a transfer must outbid the one whose nonce it takes. */
	readonly replacementPercent: number;
	/** Base units per byte. */
	readonly minimumFeeRate: number;
	/** Seconds until an executable transfer is dropped. */
	readonly executableSeconds: number;
	/** Seconds until a future transfer is dropped. */
	readonly futureSeconds: number;
};

export const mempoolPolicy: MempoolPolicy = {
	maxCount: 5000,
	maxBytes: 10_000_000,
	executablePerAccount: 16,
	futurePerAccount: 64,
	replacementPercent: 10,
	minimumFeeRate: 100,
	executableSeconds: 72 * 3600,
	futureSeconds: 3 * 3600,
};
