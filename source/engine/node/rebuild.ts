import type {Hash} from '../../protocol/brands.js';
import {hashFromBytes} from '../../protocol/hash.js';
import {decodeHeader, HEADER_SIZE} from '../../protocol/header.js';
import type {Network} from '../../protocol/network.js';
import {RuleError} from '../../protocol/rule-error.js';
import {hasCode} from '../../api/api-error.js';
import type {Storage, Write} from '../storage/storage.js';
import {rangeOf} from '../storage/key-parts.js';
import {Chain} from './chain.js';
import {CheckedTransfers} from './checked-transfers.js';
import {decodeEntry} from './entry.js';
import type {ChainRun} from './export.js';
import {keyOf} from './layout.js';

export type Rebuilt = {
	readonly height: number;
	readonly tip: Hash;
	/** Blocks that were taken over. */
	readonly blocks: number;
	/** Blocks that could not be: damaged, refused, or without a parent. */
	readonly lost: number;
};

/**
Makes a chain anew from the blocks that are left of another, by all the rules. Pending transfers and peers come along.

@param from - The old store, damaged as it may be; nothing in it is changed.
@param to - Empty.
@throws {DOMException} `AbortError` when the signal aborts.
*/
export async function rebuildChain(network: Network, from: Storage, to: Storage, {signal, onProgress}: ChainRun = {}): Promise<Rebuilt> {
	const {children, damaged} = await findBlocks(from, signal);
	const chain = await Chain.open({
		network, storage: to, clock: () => Number.MAX_SAFE_INTEGER, checked: new CheckedTransfers(), durable: false,
	});
	const total = [...children.values()].reduce((sum, siblings) => sum + siblings.length, 0);
	let blocks = 0;
	// Parents before their children, and on a height the order in which they were found.
	let level = children.get(network.genesis.hash) ?? [];
	while (level.length > 0) {
		const next: Hash[] = [];
		for (const hash of level) {
			signal?.throwIfAborted();
			if (await tryAccept(chain, from.get(keyOf.body(hash))!)) {
				blocks++;
				next.push(...children.get(hash) ?? []);
				onProgress?.({done: blocks, total});
			}
		}

		level = next;
	}

	await copyRemembered(from, to);
	return {
		height: chain.tip.height, tip: chain.tip.hash, blocks, lost: total - blocks + damaged,
	};
}

/** The blocks by their parents. On the old best chain they come first, so that a tie ends as it did. */
async function findBlocks(from: Storage, signal: AbortSignal | undefined): Promise<{children: Map<Hash, Hash[]>; damaged: number}> {
	const children = new Map<Hash, Hash[]>();
	let damaged = 0;
	for await (const key of from.keys(rangeOf('b'))) {
		signal?.throwIfAborted();
		const hash = hashFromBytes(key.subarray(1));
		const bytes = readLeft(from, key);
		if (bytes === undefined || bytes.length < HEADER_SIZE) {
			damaged++;
			continue;
		}

		const {previousHash} = decodeHeader(bytes);
		const siblings = children.get(previousHash) ?? [];
		children.set(previousHash, wasBest(from, hash) ? [hash, ...siblings] : [...siblings, hash]);
	}

	return {children, damaged};
}

function wasBest(from: Storage, hash: Hash): boolean {
	const entry = readLeft(from, keyOf.entry(hash));
	const best = entry && readLeft(from, keyOf.height(decodeEntry(entry).height));
	return best !== undefined && hashFromBytes(best) === hash;
}

/** A value, if it is still what was written. */
function readLeft(from: Storage, key: Uint8Array): Uint8Array | undefined {
	try {
		return from.get(key);
	} catch (error) {
		if (hasCode(error, 'storage_damaged')) {
			return undefined;
		}

		throw error;
	}
}

async function tryAccept(chain: Chain, bytes: Uint8Array): Promise<boolean> {
	try {
		await chain.accept(bytes);
		return true;
	} catch (error) {
		if (error instanceof RuleError) {
			return false;
		}

		throw error;
	}
}

async function copyRemembered(from: Storage, to: Storage): Promise<void> {
	const writes: Write[] = [];
	for (const kind of ['m', 'p']) {
		for await (const key of from.keys(rangeOf(kind))) {
			const value = readLeft(from, key);
			if (value !== undefined) {
				writes.push({key, value});
			}
		}
	}

	await to.write(writes, {durable: true});
}
