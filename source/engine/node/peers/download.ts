import type {Hash} from '../../../protocol/brands.js';
import {headerHash} from '../../../protocol/header.js';
import {RuleError} from '../../../protocol/rule-error.js';
import {ApiError, hasCode, toApiError} from '../../../api/api-error.js';
import type {PreparedBlock} from '../block-checks.js';
import {Signal} from './signal.js';
import type {SyncPeer} from './sync-peer.js';

/** Blocks asked for at once, and requests that one peer has at a time: the next is on its way while one is being answered. */
const BLOCKS_A_REQUEST = 32;
const REQUESTS_A_PEER = 2;

/** How far ahead of the next block to connect bodies are fetched: blocks, and bytes that wait. */
const WINDOW = 1024;
const WINDOW_BYTES = 32_000_000;

/** How far ahead of the next block bodies are checked: blocks, and bytes. Enough to keep all cores at work, and no more than a peer may waste that sends what is wrong. */
const AHEAD = 64;
const AHEAD_BYTES = 1_000_000;

/** How long the next block may be waited for before somebody else is asked, and how long at most. Milliseconds. */
const STALL_MS = 2000;

export type DownloadOptions = {
	/** Of the blocks to fetch, parents first. */
	readonly hashes: readonly Hash[];
	/** Those who may be asked, now. */
	readonly peers: () => readonly SyncPeer[];
	/** Begins to check a block whose turn comes soon. */
	readonly prepare: (bytes: Uint8Array) => PreparedBlock | undefined;
	/** Takes in the next block. @throws {RuleError} */
	readonly accept: (block: Uint8Array | PreparedBlock, index: number) => Promise<unknown>;
	/** No block has more bytes. */
	readonly mostBytes: number;
	/** Whether a block was refused for good, whoever brings it. */
	readonly isRefused: (hash: Hash) => boolean;
	/** Milliseconds that only ever go forward. */
	readonly ticks: () => number;
};

type Body = {
	readonly bytes: Uint8Array;
	readonly from: SyncPeer;
	isPrepared: boolean;
	prepared: PreparedBlock | undefined;
};
type Request = {readonly peer: SyncPeer; readonly start: number; readonly end: number};

/**
Fetches the bodies of a branch from several peers at once, and has them taken in one after the other.

A peer that lets the others wait is left out from then on, and so is one that sends something else.
*/
export class Download {
	/** The next block to be taken in. */
	next = 0;
	readonly #options: DownloadOptions;
	readonly #bodies = new Map<number, Body>();
	readonly #requests = new Set<Request>();
	readonly #leftOut = new Set<SyncPeer>();
	readonly #news = new Signal();
	#waiting = 0;
	#isOver = false;

	constructor(options: DownloadOptions) {
		this.#options = options;
	}

	/** How many peers bring something now. */
	get sources(): number {
		return new Set([...this.#requests].map(({peer}) => peer)).size;
	}

	/** Somebody came or went. */
	peersChanged(): void {
		this.#news.ring();
	}

	/**
	@throws {RuleError} when a block is refused whoever brings it; {ApiError} `node_unreachable` when nobody is left to ask, and what storage fails with. {DOMException} `AbortError`.
	*/
	async run(signal: AbortSignal): Promise<void> {
		try {
			await this.#takeAll(signal);
		} finally {
			// What is still on its way comes for nothing, and whoever has it cut off is not to blame.
			this.#isOver = true;
			this.#bodies.clear();
		}
	}

	async #takeAll(signal: AbortSignal): Promise<void> {
		const {hashes} = this.#options;
		while (this.next < hashes.length) {
			signal.throwIfAborted();
			this.#ask();
			const body = this.#bodies.get(this.next) ?? await this.#wait(signal);
			if (body) {
				this.#bodies.delete(this.next);
				this.#waiting -= body.bytes.length;
				this.#lookAhead(body);
				await this.#take(body);
			}
		}
	}

	/** Waits for the next body; asks somebody else for it when that takes too long. */
	async #wait(signal: AbortSignal): Promise<Body | undefined> {
		const {ticks} = this.#options;
		const since = ticks();
		for (;;) {
			const body = this.#bodies.get(this.next);
			if (body) {
				return body;
			}

			const late = [...this.#requests].filter(({start, end}) => start <= this.next && this.next < end);
			if (this.#requests.size === 0 && this.#usable().length === 0) {
				throw new ApiError('node_unreachable', 'none of the peers brings the blocks of the heaviest chain');
			}

			const leftMs = STALL_MS - (ticks() - since);
			if (leftMs <= 0 && this.#replace(late)) {
				return undefined;
			}

			await this.#news.wait(signal, Math.max(leftMs, STALL_MS / 10));
			this.#ask();
		}
	}

	/** @returns Whether there was somebody else. */
	#replace(late: readonly Request[]): boolean {
		const slow = new Set(late.map(({peer}) => peer));
		if (!this.#usable().some(peer => !slow.has(peer))) {
			return false;
		}

		for (const peer of slow) {
			this.#leaveOut(peer);
			peer.fault('stalling');
		}

		return true;
	}

	#leaveOut(peer: SyncPeer): void {
		this.#leftOut.add(peer);
		for (const request of this.#requests) {
			if (request.peer === peer) {
				this.#requests.delete(request);
			}
		}
	}

	/** Lets go of what a peer has brought. */
	#forget(peer: SyncPeer): void {
		for (const [index, {bytes, from}] of this.#bodies) {
			if (from === peer) {
				this.#bodies.delete(index);
				this.#waiting -= bytes.length;
			}
		}
	}

	#usable(): SyncPeer[] {
		return this.#options.peers().filter(peer => !this.#leftOut.has(peer));
	}

	#ask(): void {
		for (let round = 0; round < REQUESTS_A_PEER; round++) {
			for (const peer of this.#usable()) {
				const busy = [...this.#requests].filter(request => request.peer === peer).length;
				const range = busy <= round ? this.#missing() : undefined;
				if (range) {
					void this.#request({peer, ...range});
				}
			}
		}
	}

	/** The first blocks that nobody has been asked for, if they are enough for a request. */
	#missing(): Omit<Request, 'peer'> | undefined {
		const {hashes: {length}} = this.#options;
		const last = Math.min(this.next + WINDOW, length);
		const isFree = (index: number) => !this.#bodies.has(index) && ![...this.#requests].some(({start, end}) => start <= index && index < end);
		let start = this.next;
		while (start < last && !isFree(start)) {
			start++;
		}

		let end = start;
		while (end < last && end - start < BLOCKS_A_REQUEST && isFree(end)) {
			end++;
		}

		// Where the window ends, a block at a time becomes free: whoever asked for each would make a request of it.
		const isWhole = end - start === BLOCKS_A_REQUEST || end < last || end === length;
		const hasRoom = this.#waiting < WINDOW_BYTES || start === this.next;
		return end > start && isWhole && hasRoom ? {start, end} : undefined;
	}

	async #request(request: Request): Promise<void> {
		const {peer, start, end} = request;
		this.#requests.add(request);
		try {
			const bodies = await peer.remote.bodies(this.#options.hashes[start]!, end - start);
			this.#keep(bodies, request);
		} catch (error) {
			this.#leaveOut(peer);
			this.#blame(peer, error);
		} finally {
			this.#requests.delete(request);
			this.#news.ring();
		}
	}

	/** It may have gone, or have another chain by now. */
	#blame(peer: SyncPeer, error: unknown): void {
		if (!this.#isOver && !hasCode(error, 'not_found')) {
			peer.fault(hasCode(error, 'node_unreachable') ? 'broken' : 'stalling', toApiError(error).message);
		}
	}

	#keep(bodies: readonly Uint8Array[], {peer, start, end}: Request): void {
		if (this.#isOver) {
			return;
		}

		for (const [offset, bytes] of bodies.slice(0, end - start).entries()) {
			const index = start + offset;
			if (bytes.length < 80 || headerHash(bytes) !== this.#options.hashes[index]) {
				// What follows on its chain need not follow on ours; only the first was asked for by name.
				if (offset === 0) {
					this.#leaveOut(peer);
					peer.fault('nonsense');
				}

				return;
			}

			if (bytes.length > this.#options.mostBytes) {
				this.#leaveOut(peer);
				peer.fault('mutated');
				return;
			}

			if (index >= this.next && !this.#bodies.has(index)) {
				// A copy of its own: the view would keep the whole answer in memory.
				this.#bodies.set(index, {bytes: new Uint8Array(bytes), from: peer, isPrepared: false, prepared: undefined});
				this.#waiting += bytes.length;
			}
		}

		if (bodies.length === 0) {
			this.#leaveOut(peer);
			peer.fault('nonsense');
		}
	}

	/** Has the next bodies checked while this one is taken in. */
	#lookAhead(current: Body): void {
		let bytes = 0;
		for (let index = this.next; index < this.next + AHEAD && bytes < AHEAD_BYTES; index++) {
			const body = index === this.next ? current : this.#bodies.get(index);
			if (body && !body.isPrepared) {
				body.isPrepared = true;
				body.prepared = this.#options.prepare(body.bytes);
			}

			bytes += body?.bytes.length ?? 0;
		}
	}

	async #take({bytes, prepared, from}: Body): Promise<void> {
		const {hashes, accept, isRefused} = this.#options;
		try {
			await accept(prepared ?? bytes, this.next);
			this.next++;
		} catch (error) {
			if (!(error instanceof RuleError) || error.code === 'time_too_new' || isRefused(hashes[this.next]!)) {
				throw error;
			}

			// Not the header's fault: somebody else may have the right body.
			this.#leaveOut(from);
			this.#forget(from);
			from.fault('mutated', error.message);
		}
	}
}
