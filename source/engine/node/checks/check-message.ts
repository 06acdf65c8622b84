import type {Hash} from '../../../protocol/brands.js';

/** What a thread has to know once and for all. */
export type CheckWorkerData = {readonly genesis: Hash};

export type CheckQuestion = {
	readonly id: number;
	/** Whole transfers, one behind the other. */
	readonly bytes: Uint8Array;
};

export type CheckAnswer = {
	readonly id: number;
	/** Of each transfer, in the order in which they came, whether it breaks no rule. */
	readonly passed: readonly boolean[];
};
