import {ApiError} from '../../api/api-error.js';
import {ByteReader, ByteWriter} from '../../protocol/bytes.js';
import {RuleError} from '../../protocol/rule-error.js';
import {decodeTransfer} from '../../protocol/transfer.js';
import type {Storage} from '../storage/storage.js';
import {rangeOf} from '../storage/key-parts.js';
import {keyOf} from './layout.js';
import type {Mempool} from './mempool.js';
import type {Pending} from './pending-account.js';

/** Writes down what came into the mempool and what left it, after what was written before. */
export async function keepPending(storage: Storage, {added, removed = []}: {added?: Pending; removed?: readonly Pending[]}, before: Promise<void>): Promise<void> {
	await before;
	const writes = removed.map(({transfer}) => ({key: keyOf.pending(transfer.id), value: undefined as Uint8Array | undefined}));
	if (added) {
		writes.push({key: keyOf.pending(added.transfer.id), value: new ByteWriter().u32(added.time).put(added.transfer.bytes).finish()});
	}

	if (writes.length > 0) {
		await storage.write(writes, {durable: false});
	}
}

/** Lets in again what waited when the node stopped, as far as it is still in order; the rest is forgotten. */
export async function loadPending(storage: Storage, mempool: Mempool): Promise<void> {
	const stored: Array<{key: Uint8Array; pending: Pick<Pending, 'transfer' | 'time'>}> = [];
	for await (const {key, value} of storage.range(rangeOf('m'))) {
		const reader = new ByteReader(value);
		const time = reader.u32();
		stored.push({key, pending: {time, transfer: decodeTransfer(value.slice(reader.position))}});
	}

	const refused: Uint8Array[] = [];
	for (const {key, pending} of stored.toSorted((a, b) => a.pending.transfer.nonce - b.pending.transfer.nonce)) {
		try {
			mempool.add(pending.transfer, pending.time);
		} catch (error) {
			if (!(error instanceof RuleError || error instanceof ApiError)) {
				throw error;
			}

			refused.push(key);
		}
	}

	mempool.expire();
	await storage.write(refused.map(key => ({key, value: undefined})), {durable: false});
}
