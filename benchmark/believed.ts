import {CheckedTransfers} from '../source/engine/node/checked-transfers.js';

/** Believes every signature: of chains that were just made here. */
export class Believed extends CheckedTransfers {
	override has(): boolean {
		return true;
	}
}
