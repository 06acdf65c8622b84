import type {Network} from '../../protocol/network.js';
import type {Fees} from '../../api/status.js';
import type {Mempool} from './mempool.js';
import {mempoolPolicy} from './mempool-policy.js';

/**
Fees that get a transfer into one of the next blocks, in base units per byte.

While everything that waits fits into half a block, the least that nodes pass on is enough for all. Otherwise: `priority` is what it takes to be in the next block, `normal` in one of the next two, `economy` in one of the next six.
*/
export function suggestFees(mempool: Mempool, network: Network): Fees {
	const minimum = mempoolPolicy.minimumFeeRate;
	const waiting = [...mempool.all()].toSorted((a, b) => b.feeRate - a.feeRate);
	const rateAt = (depth: number): number => {
		let bytes = 0;
		for (const {transfer, feeRate} of waiting) {
			bytes += transfer.bytes.length;
			if (bytes > depth) {
				return Math.max(minimum, Math.ceil(feeRate * 1.1));
			}
		}

		return minimum;
	};

	const block = network.maxBlockBytes;
	return {
		minimum, economy: rateAt(block * 6), normal: rateAt(block * 2), priority: rateAt(block / 2),
	};
}
