import {MAX_BODIES_BYTES, mostOf} from '../../../api/peer.js';
import type {Mempool} from '../mempool.js';

/** The bytes of pending transfers, each account's in order of their nonces, so that they can be handed in as they come. What is over 4 MB or 5,000 is left out. */
export function pendingBytesOf(mempool: Mempool): Uint8Array[] {
	let size = 0;
	return [...mempool.all()]
		.toSorted((a, b) => a.transfer.nonce - b.transfer.nonce)
		.slice(0, mostOf.pending)
		.map(({transfer}) => transfer.bytes)
		.filter(bytes => {
			size += bytes.length;
			return size <= MAX_BODIES_BYTES;
		});
}
