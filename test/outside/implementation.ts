import {
	createECDH, createHash, createPrivateKey, type KeyObject, sign,
} from 'node:crypto';

/*
A second implementation of the protocol, small and slow, written from docs/protocol.md alone: as much of it as it takes to mine a block and to spend from it. It imports nothing of chain-tui, so that a mistake there cannot be made here too.
*/

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const sha256d = (bytes: Uint8Array) => sha256(sha256(bytes));
const hash160 = (bytes: Uint8Array) => createHash('ripemd160').update(sha256(bytes)).digest();

/** A hash in the order in which people see it, and back. */
const shown = (raw: Uint8Array) => Buffer.from(raw.toReversed()).toString('hex');
const stored = (hash: string) => Buffer.from(hash, 'hex').toReversed();

const u32 = (value: number) => {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value);
	return bytes;
};

const u64 = (value: bigint) => {
	const bytes = Buffer.alloc(8);
	bytes.writeBigUInt64LE(value);
	return bytes;
};

/** Section 1. */
const varint = (value: number) => value < 253
	? Buffer.of(value)
	: Buffer.of(0xfd, value & 0xff, value >> 8);

// Section 3: bech32

const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

function checksum(prefix: string, values: readonly number[]): number {
	const expanded = [...prefix].map(letter => letter.codePointAt(0)!);
	let state = 1;
	for (const value of [...expanded.map(code => code >> 5), 0, ...expanded.map(code => code & 31), ...values]) {
		const top = state >>> 25;
		state = ((state & 0x1ff_ffff) << 5) ^ value;
		for (const [index, generator] of [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3].entries()) {
			state ^= top >> index & 1 ? generator : 0;
		}
	}

	return state;
}

/** An account in letters. */
export function addressOf(account: Uint8Array, prefix: string): string {
	const bits = [...account].map(byte => byte.toString(2).padStart(8, '0')).join('');
	const values = [0, ...bits.match(/.{5}/gv)!.map(five => Number.parseInt(five, 2))];
	const sum = checksum(prefix, [...values, 0, 0, 0, 0, 0, 0]) ^ 1;
	const check = [25, 20, 15, 10, 5, 0].map(shift => sum >> shift & 31);
	return `${prefix}1${[...values, ...check].map(value => letters[value]!).join('')}`;
}

/** The account of an address. */
export function accountOf(address: string): Uint8Array {
	const [prefix, rest] = address.split('1') as [string, string];
	const values = [...rest].map(letter => letters.indexOf(letter));
	if (checksum(prefix, values) !== 1 || values[0] !== 0 || values.length !== 39) {
		throw new Error(`not an address: ${address}`);
	}

	const bits = values.slice(1, -6).map(value => value.toString(2).padStart(5, '0')).join('');
	return Uint8Array.from(bits.match(/.{8}/gv)!, byte => Number.parseInt(byte, 2));
}

export type Wallet = {
	readonly key: KeyObject;
	/** 33 bytes. */
	readonly publicKey: Uint8Array;
	readonly address: string;
};

/** @param secret - 32 bytes. */
export function makeWallet(secret: Uint8Array, prefix: string): Wallet {
	const curve = createECDH('secp256k1');
	curve.setPrivateKey(secret);
	const point = curve.getPublicKey();
	const publicKey = curve.getPublicKey(null, 'compressed');
	const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
	const key = createPrivateKey({
		format: 'jwk',
		key: {
			kty: 'EC', crv: 'secp256k1', d: text(secret), x: text(point.subarray(1, 33)), y: text(point.subarray(33)),
		},
	});
	return {key, publicKey, address: addressOf(hash160(publicKey), prefix)};
}

// Section 4: transfer

export type TransferOptions = {
	readonly wallet: Wallet;
	/** Shown order. */
	readonly genesis: string;
	readonly nonce: number;
	/** Base units. */
	readonly fee: bigint;
	readonly outputs: ReadonlyArray<{readonly address: string; readonly amount: bigint}>;
	readonly memo?: string;
};

const order = 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_fffe_baae_dce6_af48_a03b_bfd2_5e8c_d036_4141n;

/** The bytes of a signed transfer. */
export function makeTransfer({wallet, genesis, nonce, fee, outputs, memo = ''}: TransferOptions): Uint8Array {
	const text = Buffer.from(memo);
	const unsigned = Buffer.concat([
		Buffer.of(1),
		wallet.publicKey,
		u32(nonce),
		u64(fee),
		varint(outputs.length),
		...outputs.flatMap(({address, amount}) => [accountOf(address), u64(amount)]),
		varint(text.length),
		text,
	]);
	// OpenSSL hashes once more what it signs, so it is given the first of the two hashes.
	const once = sha256(Buffer.concat([Buffer.from('chain-tui transfer'), stored(genesis), unsigned]));
	const signature = sign('sha256', once, {key: wallet.key, dsaEncoding: 'ieee-p1363'});
	const s = BigInt(`0x${signature.subarray(32).toString('hex')}`);
	const low = s > order / 2n ? order - s : s;
	return Buffer.concat([unsigned, signature.subarray(0, 32), Buffer.from(low.toString(16).padStart(64, '0'), 'hex')]);
}

/** The id of a transaction's bytes, or the hash of a header's; shown order. */
export const idOf = (bytes: Uint8Array): string => shown(sha256d(bytes));

// Section 5: coinbase

function makeCoinbase(height: number, address: string, value: bigint): Uint8Array {
	return Buffer.concat([
		u32(2),
		varint(1),
		Buffer.alloc(32),
		Buffer.alloc(4, 0xff),
		varint(5),
		Buffer.of(4),
		u32(height),
		Buffer.alloc(4, 0xff),
		varint(1),
		u64(value),
		Buffer.of(0x16, 0, 0x14),
		accountOf(address),
		u32(0),
	]);
}

// Sections 6 and 7: header, target, Merkle tree, block

const targetOf = (bits: number) => BigInt(bits & 0x7f_ffff) << BigInt(8 * ((bits >>> 24) - 3));

function merkleRoot(leaves: readonly Uint8Array[]): Uint8Array {
	if (leaves.length === 1) {
		return leaves[0]!;
	}

	const pairs = Array.from({length: Math.ceil(leaves.length / 2)}, (_, pair) => [leaves[pair * 2]!, leaves[(pair * 2) + 1] ?? leaves[pair * 2]!]);
	return merkleRoot(pairs.map(pair => sha256d(Buffer.concat(pair))));
}

export type BlockOptions = {
	readonly height: number;
	/** Of the parent, shown order. */
	readonly previousHash: string;
	/** Seconds. */
	readonly time: number;
	readonly bits: number;
	/** Gets the whole reward. */
	readonly payee: string;
	/** Subsidy and fees, in base units. */
	readonly reward: bigint;
	readonly transfers?: readonly Uint8Array[];
};

/** The bytes of a mined block, and its hash. */
export function makeBlock({height, previousHash, time, bits, payee, reward, transfers = []}: BlockOptions): {bytes: Uint8Array; hash: string} {
	const transactions = [makeCoinbase(height, payee, reward), ...transfers];
	const root = merkleRoot(transactions.map(bytes => sha256d(bytes)));
	const header = Buffer.concat([u32(0x2000_0000), stored(previousHash), root, u32(time), u32(bits), u32(0)]);
	for (let nonce = 0; BigInt(`0x${idOf(header)}`) > targetOf(bits); nonce++) {
		header.writeUInt32LE(nonce, 76);
	}

	return {bytes: Buffer.concat([header, varint(transactions.length), ...transactions]), hash: idOf(header)};
}

// Section 8: genesis

function canonicalJson(value: unknown): string {
	if (Array.isArray(value)) {
		return `[${value.map(item => canonicalJson(item)).join(',')}]`;
	}

	if (typeof value !== 'object' || value === null) {
		return JSON.stringify(value);
	}

	const fields = value as Record<string, unknown>;
	return `{${Object.keys(fields).toSorted().map(name => `"${name}":${canonicalJson(fields[name])}`).join(',')}}`;
}

/** The hash of the genesis of a network file, shown order. */
export function genesisHash(file: {readonly genesis_time: number; readonly pow_limit_bits: string}): string {
	const root = sha256d(Buffer.from(canonicalJson(file)));
	return idOf(Buffer.concat([u32(0x2000_0000), Buffer.alloc(32), root, u32(file.genesis_time), u32(Number.parseInt(file.pow_limit_bits, 16)), u32(0)]));
}
