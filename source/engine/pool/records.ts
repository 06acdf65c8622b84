import type {
	Address, Amount, Hash, Height,
} from '../../protocol/brands.js';
import {utf8ToBytes} from '../../protocol/bytes.js';
import type {BlockState, PayoutState} from '../../api/pool.js';
import type {SchemeName} from './schemes/list.js';

/** A block that the pool found. */
export type FoundBlock = {
	readonly hash: Hash;
	readonly height: Height;
	/** When its share came in, milliseconds since 1970. */
	readonly time: number;
	readonly reward: Amount;
	/** The pool's part of the reward. */
	readonly fee: Amount;
	readonly finder: Address;
	readonly worker: string;
	readonly scheme: SchemeName;
	/** Hashes that it took on average, and those that the round took. */
	readonly difficulty: bigint;
	readonly work: bigint;
	readonly state: BlockState;
	/** Why the node refused it. */
	readonly code?: string;
};

/** A part of a reward. */
export type Credit = {
	readonly address: Address;
	/** In the round. */
	readonly work: bigint;
	readonly amount: Amount;
};

/** What a miner has with the pool, in base units. All he was ever credited is the sum of the four. */
export type MinerAccount = {
	/** What he is owed. Below 0 when what he was paid for turned out to be beside the best chain. */
	readonly balance: bigint;
	/** In payouts that are not confirmed. */
	readonly pending: Amount;
	/** What arrived. */
	readonly paid: Amount;
	/** What the network took of it on the way. */
	readonly fees: Amount;
};

export const NO_ACCOUNT: MinerAccount = {
	balance: 0n, pending: 0n, paid: 0n, fees: 0n,
};

/** A transfer that was signed for a payout: of several with the same nonce, at most one can ever count. */
export type PayoutVersion = {
	readonly id: Hash;
	readonly fee: Amount;
	/** The whole transfer in hexadecimal. */
	readonly bytes: string;
	/** Of the tip when it was signed. */
	readonly height: Height;
};

export type Inclusion = {readonly id: Hash; readonly height: Height; readonly block: Hash};

export type PayoutRecord = {
	readonly number: number;
	readonly state: PayoutState;
	/** When it was planned, milliseconds since 1970. */
	readonly time: number;
	/** What is taken off the balances; the network's fee goes off these. */
	readonly outputs: ReadonlyArray<{readonly address: Address; readonly amount: Amount}>;
	/** Fixed when it is first signed. */
	readonly nonce?: number;
	/** Oldest first. */
	readonly versions: readonly PayoutVersion[];
	/** The version that is in a block of the best chain, and in which. */
	readonly included?: Inclusion;
};

/** All accounts together, and how many blocks are in which state. */
export type Totals = MinerAccount & {
	readonly miners: number;
	readonly payouts: number;
	readonly blocks: Readonly<Partial<Record<BlockState, number>>>;
};

export const NO_TOTALS: Totals = {
	...NO_ACCOUNT, miners: 0, payouts: 0, blocks: {},
};

/** JSON, with bigints as `{"n":"digits"}`; no record has a field of that form. */
export const encodeRecord = (record: unknown): Uint8Array => utf8ToBytes(JSON.stringify(record, (_, value: unknown) => typeof value === 'bigint' ? {n: value.toString()} : value));

export const decodeRecord = <Record>(bytes: Uint8Array): Record => JSON.parse(new TextDecoder().decode(bytes), (_, value: unknown) => isBigInt(value) ? BigInt(value.n) : value) as Record;

function isBigInt(value: unknown): value is {n: string} {
	return typeof value === 'object' && value !== null && Object.keys(value).length === 1 && 'n' in value && typeof value.n === 'string';
}
