import type {HistoryEntry} from '../api/transaction.js';

/** How far a payment is: not in a block, in one but not to be spent yet, in one of the newest blocks, or settled. */
export type Settlement = 'pending' | 'immature' | 'fresh' | 'settled';

/** How that is shown where there is one cell for it. */
export const marks = {
	pending: '○', immature: '◔', fresh: '✓', settled: ' ',
} as const;

/** So deep, hardly anybody has ever been undone. */
const FRESH = 6;

export function settlementOf({transaction: {status}, direction}: HistoryEntry, maturity: number): Settlement {
	if (!status.confirmed) {
		return 'pending';
	}

	if (direction === 'mined' && status.confirmations <= maturity) {
		return 'immature';
	}

	return status.confirmations < FRESH ? 'fresh' : 'settled';
}
