import type {
	Account, Amount, Bits, Hash, Timestamp,
} from './brands.js';
import {formatAmount, MAX_MONEY, parseAmount} from './amount.js';
import {AddressError} from './address-error.js';
import {encodeAddress, parseAddress} from './address.js';
import {utf8ToBytes} from './bytes.js';
import {hashFromBytes, sha256d, ZERO_HASH} from './hash.js';
import {encodeHeader, type Header, HEADER_VERSION, headerHash} from './header.js';
import {NetworkError} from './network-error.js';
import {areBitsValid, EASIEST_BITS, formatBits} from './target.js';

/** A network file as it is written down and served: every parameter, and nothing else. */
export type NetworkFile = {
	readonly name: string;
	readonly symbol: string;
	readonly address_prefix: string;
	readonly genesis_time: number;
	readonly message: string;
	readonly block_time: number;
	readonly reward: string;
	readonly halving_interval: number;
	readonly coinbase_maturity: number;
	readonly retarget_window: number;
	readonly pow_limit_bits: string;
	readonly max_time_drift: number;
	readonly max_block_bytes: number;
	readonly allocations: ReadonlyArray<{readonly address: string; readonly amount: string}>;
};

/** A network whose parameters are known to be within their bounds. */
export type Network = {
	/** The file it came from; what the genesis hash commits to. */
	readonly file: NetworkFile;
	readonly name: string;
	readonly symbol: string;
	readonly addressPrefix: string;
	/** Seconds. */
	readonly blockTime: number;
	/** New coins of the first blocks, in base units. */
	readonly reward: Amount;
	/** Blocks. */
	readonly halvingInterval: number;
	/** Blocks until a coinbase is credited. */
	readonly coinbaseMaturity: number;
	/** Blocks; 0 when the difficulty never changes. */
	readonly retargetWindow: number;
	readonly powLimitBits: Bits;
	/** Seconds that a block's time may be ahead of the clock. */
	readonly maxTimeDrift: number;
	readonly maxBlockBytes: number;
	readonly allocations: ReadonlyArray<{readonly account: Account; readonly amount: Amount}>;
	readonly genesis: {readonly header: Header; readonly bytes: Uint8Array; readonly hash: Hash};
};

const U32_MAX = 0xffff_ffff;

type Check = {readonly expected: string; readonly holds: (value: unknown) => boolean};

const text = (pattern: RegExp, expected: string): Check => ({
	expected,
	holds: value => typeof value === 'string' && pattern.test(value),
});

const integer = (least: number, most: number): Check => ({
	expected: `a whole number from ${least} to ${most}`,
	holds: value => Number.isInteger(value) && (value as number) >= least && (value as number) <= most,
});

/** One line a field: the bounds that need no other field. */
const fields: Readonly<Record<keyof NetworkFile, Check>> = {
	name: text(/^[a-z0-9\-]{1,16}$/v, '1 to 16 characters out of a-z, 0-9 and -'),
	symbol: text(/^[A-Z0-9]{1,6}$/v, '1 to 6 characters out of A-Z and 0-9'),
	address_prefix: text(/^[a-z]{2,10}$/v, '2 to 10 letters out of a-z'),
	genesis_time: integer(0, U32_MAX),
	message: {
		expected: 'text of at most 200 characters',
		holds: value => typeof value === 'string' && value.isWellFormed() && [...value].length <= 200,
	},
	block_time: integer(1, 3600),
	reward: {expected: 'an amount above 0, such as "10"', holds: value => isAmount(value) && parseAmount(value) > 0n},
	halving_interval: integer(100, U32_MAX),
	coinbase_maturity: integer(1, 1000),
	retarget_window: {
		expected: '0, or a whole number from 10 to 10000',
		holds: value => value === 0 || integer(10, 10_000).holds(value),
	},
	pow_limit_bits: {
		expected: `8 hexadecimal digits that are canonical bits, not easier than ${formatBits(EASIEST_BITS)}`,
		holds: value => typeof value === 'string' && /^[\da-f]{8}$/v.test(value) && areBitsValid(Number.parseInt(value, 16), EASIEST_BITS),
	},
	max_time_drift: integer(1, U32_MAX),
	max_block_bytes: integer(10_000, 4_000_000),
	allocations: {
		expected: 'a list of {"address", "amount"}',
		holds: value => Array.isArray(value) && value.every(item => isAllocation(item)),
	},
};

function isAmount(value: unknown): value is string {
	try {
		parseAmount(value as string);
		return typeof value === 'string';
	} catch {
		return false;
	}
}

function isAllocation(value: unknown): boolean {
	return typeof value === 'object' && value !== null
		&& Object.keys(value).toSorted().join(' ') === 'address amount'
		&& 'address' in value && typeof value.address === 'string'
		&& 'amount' in value && isAmount(value.amount);
}

/**
Checks a network file, every bound of every field, and makes its genesis.

@param value - The parsed JSON.
@param now - The clock: genesis must lie before it. Seconds.
@throws {NetworkError} that names the field.
*/
export function parseNetwork(value: unknown, now: Timestamp): Network {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new NetworkError('the file', 'a JSON object', value);
	}

	const record = value as Record<string, unknown>;
	for (const name of Object.keys(record)) {
		if (!Object.hasOwn(fields, name)) {
			throw new NetworkError(name.slice(0, 40), 'left out: there is no such field', record[name]);
		}
	}

	for (const [name, check] of Object.entries(fields)) {
		if (!check.holds(record[name])) {
			throw new NetworkError(name, check.expected, record[name]);
		}
	}

	const file = value as NetworkFile;
	const reward = parseAmount(file.reward);
	const allocations = file.allocations.map(({address, amount}) => ({account: allocationAccount(address, file), amount: parseAmount(amount)}));
	checkTogether(file, {reward, allocations, now});

	return {
		file,
		name: file.name,
		symbol: file.symbol,
		addressPrefix: file.address_prefix,
		blockTime: file.block_time,
		reward,
		halvingInterval: file.halving_interval,
		coinbaseMaturity: file.coinbase_maturity,
		retargetWindow: file.retarget_window,
		powLimitBits: Number.parseInt(file.pow_limit_bits, 16),
		maxTimeDrift: file.max_time_drift,
		maxBlockBytes: file.max_block_bytes,
		allocations,
		genesis: genesisOf(file),
	};
}

function allocationAccount(address: string, file: NetworkFile): Account {
	try {
		const account = parseAddress(address, file.address_prefix);
		if (address !== encodeAddress(account, file.address_prefix)) {
			throw new NetworkError('allocations', 'addresses in lower case', address);
		}

		return account;
	} catch (error) {
		if (error instanceof AddressError) {
			throw new NetworkError('allocations', `addresses of this network (${error.message})`, address);
		}

		throw error;
	}
}

/** The bounds that take more than one field. */
function checkTogether(file: NetworkFile, {reward, allocations, now}: {reward: Amount; allocations: Network['allocations']; now: Timestamp}): void {
	if (file.genesis_time > now) {
		throw new NetworkError('genesis_time', `before now (${now})`, file.genesis_time);
	}

	if (file.retarget_window > 0) {
		if (file.block_time < 2) {
			throw new NetworkError('block_time', 'at least 2 where the difficulty retargets', file.block_time);
		}

		const most = Math.floor(file.retarget_window * file.block_time / 10);
		if (file.max_time_drift > most) {
			throw new NetworkError('max_time_drift', `at most retarget_window * block_time / 10 = ${most}`, file.max_time_drift);
		}
	}

	if (new Set(allocations.map(({account}) => account)).size !== allocations.length) {
		throw new NetworkError('allocations', 'one line an address', file.allocations);
	}

	if (allocations.some(({amount}) => amount === 0n)) {
		throw new NetworkError('allocations', 'amounts above 0', file.allocations);
	}

	// The halvings sum to less than twice the first interval's coins.
	const most = allocations.reduce((sum, {amount}) => sum + amount, 2n * reward * BigInt(file.halving_interval));
	if (most > MAX_MONEY) {
		throw new NetworkError('reward', `small enough that allocations + 2 * reward * halving_interval is at most ${formatAmount(MAX_MONEY)} coins`, file.reward);
	}
}

/** JSON with sorted keys and no spaces, as UTF-8. */
export function canonicalJson(value: unknown): string {
	if (Array.isArray(value)) {
		return `[${value.map(item => canonicalJson(item)).join(',')}]`;
	}

	if (typeof value === 'object' && value !== null) {
		const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
		return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${canonicalJson(item)}`).join(',')}}`;
	}

	return JSON.stringify(value);
}

/** Genesis commits to every parameter: its Merkle root is the hash of the file. It has no transactions and needs no work. */
function genesisOf(file: NetworkFile): Network['genesis'] {
	const header: Header = {
		version: HEADER_VERSION,
		previousHash: ZERO_HASH,
		merkleRoot: hashFromBytes(sha256d(utf8ToBytes(canonicalJson(file)))),
		time: file.genesis_time,
		bits: Number.parseInt(file.pow_limit_bits, 16),
		nonce: 0,
	};
	const bytes = encodeHeader(header);
	return {header, bytes, hash: headerHash(bytes)};
}

/** How folders are called: the name alone may be taken twice, with the hash it is not. */
export const networkId = (network: Network): string => `${network.name}-${network.genesis.hash.slice(0, 8)}`;
