import type {Amount, Height} from './brands.js';
import type {Network} from './network.js';

/** The new coins of the block at `height`: the reward, halved once every `halvingInterval` blocks. Genesis has none. */
export function subsidyAt(height: Height, network: Network): Amount {
	if (height < 1) {
		return 0n;
	}

	const halvings = Math.floor((height - 1) / network.halvingInterval);
	return halvings >= 64 ? 0n : network.reward >> BigInt(halvings);
}
