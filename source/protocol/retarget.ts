import type {Bits, Timestamp} from './brands.js';
import type {Network} from './network.js';
import {bitsOfTarget, targetOfBits} from './target.js';

type Ancestor = {readonly time: Timestamp; readonly bits: Bits};

/**
The bits that a block must carry, given its parent and grandparent.

Every block moves the target a little towards the one at which the last block would have taken `blockTime` (WTEMA, "weighted target exponential moving average"). It was chosen over ASERT by simulation: private networks sleep at night, and ASERT makes up for the time lost by handing out about 1,000 blocks in the half hour after eight hours off, where WTEMA hands out about 140.

@param grandparent - `undefined` when the parent is genesis.
*/
export function requiredBits(network: Network, parent: Ancestor, grandparent: Ancestor | undefined): Bits {
	if (network.retargetWindow === 0 || grandparent === undefined) {
		return network.powLimitBits;
	}

	const window = BigInt(network.retargetWindow * network.blockTime);
	const solve = BigInt(parent.time - grandparent.time);
	const target = targetOfBits(parent.bits) * (window + solve - BigInt(network.blockTime)) / window;
	const limit = targetOfBits(network.powLimitBits);
	const atLeastOne = target < 1n ? 1n : target;
	return bitsOfTarget(atLeastOne > limit ? limit : atLeastOne);
}
