import type {Hash} from '../../../protocol/brands.js';
import type {Claim, SyncPeer} from './sync-peer.js';

/** How long a peer that could not be followed is left alone: at first, doubled each time, and at most. Milliseconds. */
const RETRY_MS = [5000, 60_000] as const;

/** A peer that was followed in vain. */
type Vain = {
	/** How often, since it last was not. */
	readonly times: number;
	/** What it claimed, and until when it is not followed while it claims the same. */
	readonly hash: Hash;
	readonly sameUntil: number;
	/** Until when it is not followed whatever it claims. */
	readonly until: number;
};

/**
Whom to follow: the one who claims the most work, of those who have been wrong the least.

A claim costs nothing, so whoever has claimed in vain comes after all who have not, and waits the longer the more often it was: one who claims something new every second, and answers as late as it may, must not keep us from everybody else.
*/
export class Claims {
	readonly #ticks: () => number;
	readonly #vain = new WeakMap<SyncPeer, Vain>();

	/** @param ticks - Milliseconds that only ever go forward. */
	constructor(ticks: () => number) {
		this.#ticks = ticks;
	}

	/** @param least - Only claims of more work count. */
	best(peers: Iterable<SyncPeer>, least: bigint): SyncPeer | undefined {
		let best: {readonly peer: SyncPeer; readonly chainwork: bigint; readonly times: number} | undefined;
		for (const peer of peers) {
			const {claim} = peer;
			const times = this.#vain.get(peer)?.times ?? 0;
			if (claim && claim.chainwork > least && this.waitFor(peer, claim) === 0 && (!best || times < best.times || (times === best.times && claim.chainwork > best.chainwork))) {
				best = {peer, chainwork: claim.chainwork, times};
			}
		}

		return best?.peer;
	}

	/** A claim was true. */
	kept(peer: SyncPeer): void {
		this.#vain.delete(peer);
	}

	/**
	A claim could not be followed to its end.

	@param mayChange - Whether the same claim could be followed later.
	@returns After how many milliseconds it is worth looking again.
	*/
	failed(peer: SyncPeer, {hash}: Claim, {mayChange}: {readonly mayChange: boolean}): number {
		const times = (this.#vain.get(peer)?.times ?? 0) + 1;
		const now = this.#ticks();
		const [least, most] = RETRY_MS;
		const wait = Math.min(least * 2 ** (times - 1), most);
		this.#vain.set(peer, {
			times,
			hash,
			sameUntil: mayChange ? now + wait : Number.POSITIVE_INFINITY,
			// Once may be bad luck.
			until: times === 1 ? now : now + wait,
		});
		return wait;
	}

	/** Nobody is to blame that a claim cannot be followed yet. */
	wait(peer: SyncPeer, {hash}: Claim, ms: number): void {
		const now = this.#ticks();
		this.#vain.set(peer, {
			times: this.#vain.get(peer)?.times ?? 0, hash, sameUntil: now + ms, until: now,
		});
	}

	/** After how many milliseconds a claim may be followed: 0 is now, `Infinity` never. */
	waitFor(peer: SyncPeer, {hash}: Claim): number {
		const {hash: same, until = 0, sameUntil = 0} = this.#vain.get(peer) ?? {};
		return Math.max(0, (hash === same ? Math.max(until, sameUntil) : until) - this.#ticks());
	}
}
