import {parseAddress} from '../../protocol/address.js';
import {formatAmount} from '../../protocol/amount.js';
import {type Block, leavesOf} from '../../protocol/block.js';
import type {Account, Address, Hash, Height} from '../../protocol/brands.js';
import {bytesToHex, viewOf} from '../../protocol/bytes.js';
import type {Coinbase} from '../../protocol/coinbase.js';
import {accountFromBytes, hashFromBytes} from '../../protocol/hash.js';
import {merkleBranch} from '../../protocol/merkle.js';
import type {Network} from '../../protocol/network.js';
import {amountTo, costOf, type Transfer} from '../../protocol/transfer.js';
import type {AccountRank, AddressObject} from '../../api/account.js';
import {ApiError} from '../../api/api-error.js';
import type {BlockObject, BlockSummary} from '../../api/block.js';
import type {BlockId} from '../../api/node-api.js';
import type {Fork} from '../../api/status.js';
import type {HistoryEntry, MerkleProof, TransactionObject} from '../../api/transaction.js';
import type {Storage} from '../storage/storage.js';
import {rangeOf} from '../storage/key-parts.js';
import type {Chain} from './chain.js';
import {
	decodeHistory, type HistoryRecord, type RawBlock, transactionIn,
} from './chain-reader.js';
import type {Entry} from './entry.js';
import {historyRange, placeOfHistoryKey} from './layout.js';
import type {Mempool} from './mempool.js';
import {
	addressOf, blockObject, blockSummary, confirmedIn, historyEntry, pendingObject, transactionObject, unconfirmed,
} from './objects.js';

const PAGE = 25;
const MOST_FORKS = 100;

export type LedgerDependencies = {
	readonly network: Network;
	readonly chain: Chain;
	readonly mempool: Mempool;
	readonly storage: Storage;
};

/** Everything that can be looked up in chain and mempool. Nothing here changes anything, and no answer takes longer because the chain is longer. */
export class Ledger {
	readonly #network: Network;
	readonly #chain: Chain;
	readonly #mempool: Mempool;
	readonly #storage: Storage;

	constructor({network, chain, mempool, storage}: LedgerDependencies) {
		this.#network = network;
		this.#chain = chain;
		this.#mempool = mempool;
		this.#storage = storage;
	}

	blocks({before, limit = PAGE}: {before?: Height | undefined; limit?: number | undefined} = {}): BlockSummary[] {
		const newest = Math.min(this.#chain.tip.height, (before ?? Number.POSITIVE_INFINITY) - 1);
		const count = Math.max(0, Math.min(limit, newest + 1));
		return Array.from({length: count}, (_, index) => blockSummary(this.#chain.reader.entryAt(newest - index)!, true, this.#context));
	}

	block(id: BlockId): BlockObject {
		const {entry, block} = this.#find(id);
		return blockObject(entry, block, this.#chain.reader.isOnBestChain(entry), this.#context);
	}

	pending(ordered: ReadonlyArray<{readonly transfer: Transfer}>): TransactionObject[] {
		const first = new Set(ordered.map(({transfer}) => transfer.id));
		const rest = [...this.#mempool.all()].filter(({transfer}) => !first.has(transfer.id));
		return [...[...first].map(id => this.#mempool.get(id)!), ...rest].map(pending => pendingObject(pending, this.#network));
	}

	transaction(id: Hash): TransactionObject {
		const pending = this.#mempool.get(id);
		if (pending) {
			return pendingObject(pending, this.#network);
		}

		const {entry, transaction} = this.#confirmed(id);
		return transactionObject(transaction, confirmedIn(entry, this.#context), this.#network);
	}

	transactionBytes(id: Hash): Uint8Array {
		return (this.#mempool.get(id)?.transfer ?? this.#confirmed(id).transaction).bytes;
	}

	proof(id: Hash): MerkleProof {
		const {entry, position} = this.#confirmed(id);
		const leaves = leavesOf(this.#chain.reader.block(entry.hash));
		return {
			transaction: id,
			block_hash: entry.hash,
			height: entry.height,
			index: position,
			branch: merkleBranch(leaves, position).map(hash => bytesToHex(hash)),
			header: bytesToHex(entry.headerBytes),
		};
	}

	address(address: Address): AddressObject {
		const account = parseAddress(address, this.#network.addressPrefix);
		const {balance, nonce} = this.#chain.reader.account(account);
		const {outgoing, incoming, nextNonce} = this.#mempool.of(account);
		return {
			address: addressOf(account, this.#network),
			balance: formatAmount(balance),
			spendable: formatAmount(balance - outgoing),
			// What was mined is counted in the total at once, in the balance when it is mature.
			immature: formatAmount(this.#chain.reader.total(account) - balance),
			pending_in: formatAmount(incoming),
			pending_out: formatAmount(outgoing),
			nonce,
			next_nonce: nextNonce,
		};
	}

	async history(address: Address, {before, limit = PAGE}: {before?: Hash | undefined; limit?: number | undefined} = {}): Promise<HistoryEntry[]> {
		const account = parseAddress(address, this.#network.addressPrefix);
		return this.#atOneTip(async () => {
			const place = before === undefined ? undefined : this.#chain.reader.transactionPlace(before);
			if (before !== undefined && !place) {
				throw new ApiError('not_found', `there is no confirmed transaction ${before}`);
			}

			const rows: HistoryEntry[] = [];
			let block: RawBlock | undefined;
			for await (const {key, value} of this.#storage.range(historyRange(account, place, limit))) {
				const {height, position} = placeOfHistoryKey(key);
				// Rows of one block come one after the other.
				block = block?.entry.height === height ? block : this.#chain.reader.rawBlockAt(height);
				rows.push(this.#historyRow(account, block, {...decodeHistory(value), position}));
			}

			return before === undefined ? [...this.#pendingHistory(account), ...rows] : rows;
		});
	}

	async accounts({limit = PAGE}: {limit?: number | undefined} = {}): Promise<AccountRank[]> {
		const ranks: AccountRank[] = [];
		for await (const {key} of this.#storage.range({...rangeOf('r'), reverse: true, limit})) {
			const balance = viewOf(key).getBigUint64(1);
			ranks.push({address: addressOf(accountFromBytes(key.subarray(9)), this.#network), balance: formatAmount(balance)});
		}

		return ranks;
	}

	async forks(): Promise<Fork[]> {
		const leaves: Entry[] = [];
		for await (const {key} of this.#storage.range(rangeOf('f'))) {
			const entry = this.#chain.reader.entry(hashFromBytes(key.subarray(1)));
			if (entry && !this.#chain.reader.isOnBestChain(entry)) {
				leaves.push(entry);
			}
		}

		// Whoever mines cheap blocks can make any number of them.
		return leaves.toSorted((a, b) => b.height - a.height).slice(0, MOST_FORKS).map(leaf => this.#forkOf(leaf));
	}

	#forkOf(leaf: Entry): Fork {
		const branch = this.#branchOf(leaf);
		return {
			hash: leaf.hash,
			height: leaf.height,
			branch_length: branch.length,
			status: branch.some(({refusal}) => refusal) ? 'invalid' : 'valid',
		};
	}

	get #context() {
		return {network: this.#network, tip: this.#chain.tip};
	}

	#find(id: BlockId): {entry: Entry; block: Block | undefined} {
		const {reader, tip} = this.#chain;
		// Heights above the tip are not looked for: a key holds 32 bits of them.
		const hash = typeof id === 'number' ? reader.hashAt(Math.min(id, tip.height + 1)) : (id === 'tip' ? tip.hash : id);
		const entry = hash === undefined ? undefined : reader.entry(hash);
		if (!entry || (entry.height > 0 && !reader.blockBytes(entry.hash))) {
			throw new ApiError('not_found', typeof id === 'number' ? `there is no block at height ${id}; the tip is at ${tip.height}` : `there is no block ${id}`);
		}

		return {entry, block: entry.height === 0 ? undefined : reader.block(entry.hash)};
	}

	#confirmed(id: Hash): {entry: Entry; transaction: Coinbase | Transfer; position: number} {
		const place = this.#chain.reader.transactionPlace(id);
		if (!place) {
			throw new ApiError('not_found', `there is no transaction ${id}`);
		}

		const block = this.#chain.reader.rawBlockAt(place.height);
		return {entry: block.entry, transaction: transactionIn(block, place), position: place.position};
	}

	#historyRow(account: Account, block: RawBlock, {total, ...place}: HistoryRecord & {readonly position: number}): HistoryEntry {
		const transaction = transactionIn(block, place);
		return historyEntry(account, transaction, total, transactionObject(transaction, confirmedIn(block.entry, this.#context), this.#network));
	}

	/** Newest first. Their balances are those that the account will have if they confirm in the order of their arrival. */
	#pendingHistory(account: Account): HistoryEntry[] {
		let balance = this.#chain.reader.total(account);
		const rows = this.#mempool.of(account).pending.toSorted((a, b) => a.time - b.time || a.transfer.nonce - b.transfer.nonce || (a.transfer.id < b.transfer.id ? -1 : 1)).map(({transfer, time}) => {
			const gained = amountTo(account, transfer.outputs);
			balance += gained - (transfer.sender === account ? costOf(transfer) : 0n);
			return historyEntry(account, transfer, balance, transactionObject(transfer, unconfirmed(time), this.#network));
		});
		return rows.toReversed();
	}

	/** The blocks from a leaf down to the best chain, which is not in it. */
	#branchOf(leaf: Entry): Entry[] {
		const branch: Entry[] = [];
		for (let entry = leaf; !this.#chain.reader.isOnBestChain(entry); entry = this.#chain.reader.entry(entry.header.previousHash)!) {
			branch.push(entry);
		}

		return branch;
	}

	/** Reads again when the chain moved in the middle of it. */
	async #atOneTip<Value>(read: () => Promise<Value>): Promise<Value> {
		for (;;) {
			const {hash} = this.#chain.tip;
			const value = read();
			await value.catch(() => undefined);
			while (this.#chain.writing) {
				await this.#chain.writing;
			}

			if (this.#chain.tip.hash === hash) {
				return value;
			}
		}
	}
}
