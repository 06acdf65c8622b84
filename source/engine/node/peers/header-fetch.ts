import {RuleError} from '../../../protocol/rule-error.js';
import {HEADER_SIZE} from '../../../protocol/header.js';
import type {Network} from '../../../protocol/network.js';
import type {Height} from '../../../protocol/brands.js';
import {ApiError, hasCode} from '../../../api/api-error.js';
import {mostOf} from '../../../api/peer.js';
import type {Chain} from '../chain.js';
import {locatorOf} from './chain-sharing.js';
import {branchOf, type HeaderBranch, MAX_BRANCH} from './header-branch.js';
import type {SyncPeer} from './sync-peer.js';

/** How long a peer may take over one list of headers, and then over each full one on average: while it is being waited for, nobody else is asked. Milliseconds. */
const HEADERS_MS = 10_000;
const FULL_LIST_MS = 2000;

export type HeaderFetchOptions = {
	readonly network: Network;
	readonly chain: Chain;
	/** Milliseconds since 1970. */
	readonly clock: () => number;
	/** Milliseconds that only ever go forward. */
	readonly ticks: () => number;
	readonly signal: AbortSignal;
	/** Headers have come, up to a height. */
	readonly onProgress: (height: Height) => void;
};

/**
Fetches the headers that a peer has after our chain, as many as are kept, and blames it for what is wrong with them.

@returns `undefined` when it has nothing that we do not have.
@throws {RuleError} what a header breaks; {ApiError} `wait_timeout`, and what the peer fails with.
*/
export async function fetchHeaders(peer: SyncPeer, options: HeaderFetchOptions): Promise<HeaderBranch | undefined> {
	const {chain, network, clock, ticks, signal, onProgress} = options;
	const startedMs = ticks();
	let branch: HeaderBranch | undefined;
	let locator = locatorOf(chain.reader, chain.tip);
	try {
		for (let lists = 0; ; lists++) {
			const leftMs = startedMs + HEADERS_MS + (lists * FULL_LIST_MS) - ticks();
			const bytes = await inTime(peer.remote.headers(locator, mostOf.headers), Math.min(leftMs, HEADERS_MS), signal);
			const now = Math.floor(clock() / 1000);
			const before = branch?.length ?? 0;
			if (branch) {
				branch.append(bytes, now);
			} else {
				branch = branchOf(bytes, {network, reader: chain.reader, now});
			}

			onProgress(branch?.height ?? chain.tip.height);
			const isWhole = bytes.length < mostOf.headers * HEADER_SIZE;
			if (!branch || isWhole || branch.heldBy !== undefined || branch.length >= MAX_BRANCH) {
				return branch;
			}

			if (branch.length === before && before > 0) {
				peer.fault('nonsense');
				return branch;
			}

			locator = [branch.tip, branch.root.hash];
		}
	} catch (error) {
		if (branch && error instanceof RuleError && error.code === 'parent_unknown') {
			// Its chain has changed between two answers.
			return branch;
		}

		// Whoever stops does not blame others for it.
		if (!signal.aborted) {
			blame(peer, error);
		}

		throw error;
	}
}

function blame(peer: SyncPeer, error: unknown): void {
	if (error instanceof RuleError) {
		peer.fault(error.code === 'parent_unknown' || error.code === 'truncated' ? 'nonsense' : 'invalid', error.message);
	} else if (hasCode(error, 'wait_timeout')) {
		peer.fault('stalling', error.message);
	}
}

async function inTime<Value>(promise: Promise<Value>, ms: number, signal: AbortSignal): Promise<Value> {
	let timer: NodeJS.Timeout | undefined;
	let giveUp: (() => void) | undefined;
	try {
		return await Promise.race([promise, new Promise<never>((_resolve, reject) => {
			giveUp = () => {
				reject(new ApiError('wait_timeout', 'the headers took too long'));
			};

			timer = setTimeout(giveUp, Math.max(ms, 0));
			signal.addEventListener('abort', giveUp);
			if (signal.aborted) {
				giveUp();
			}
		})]);
	} finally {
		clearTimeout(timer);
		signal.removeEventListener('abort', giveUp!);
	}
}
