import type {Hash, Height} from '../../../protocol/brands.js';
import type {RemoteNode} from '../../../api/node-api.js';
import type {Fault} from './fault.js';

/** The tip that a peer says it has. */
export type Claim = {readonly hash: Hash; readonly height: Height; readonly chainwork: bigint};

/** A connected peer, as far as catching up needs to know it. */
export type SyncPeer = {
	readonly remote: Pick<RemoteNode, 'headers' | 'bodies'>;
	readonly claim: Claim | undefined;
	/** It has done something wrong. */
	fault(fault: Fault, detail?: string): void;
};
