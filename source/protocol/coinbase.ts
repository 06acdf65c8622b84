import type {Amount, Hash, Height} from './brands.js';
import {
	type ByteReader, ByteWriter, concatBytes, hexToBytes,
} from './bytes.js';
import {
	accountFromBytes, accountToBytes, hashFromBytes, sha256d,
} from './hash.js';
import {RuleError} from './rule-error.js';
import type {Output} from './transfer.js';

/*
A coinbase is byte for byte a legacy Bitcoin coinbase, so that mining devices, which look into it, understand ours. Its script begins with a push of the height (BIP 34, at a fixed width of four bytes); after that it is free: a tag, extranonces.
*/

/** What a coinbase ends its script with unless somebody asks for something else. */
export const COINBASE_TAG = '/chain-tui/';

const PREFIX = concatBytes(Uint8Array.of(2, 0, 0, 0, 1), new Uint8Array(32), Uint8Array.of(0xff, 0xff, 0xff, 0xff));
const SEQUENCE = Uint8Array.of(0xff, 0xff, 0xff, 0xff);
/** A push of the 20-byte account behind witness version 0, as the script of an output: its length, then `00 14`. */
const OUTPUT_SCRIPT = hexToBytes('160014');
const PUSH_HEIGHT = 4;
const MIN_SCRIPT = 5;
const MAX_SCRIPT = 100;
const MAX_COINBASE_OUTPUTS = 16;

/** The bytes of a script that are free once the height is in it. */
export const MAX_COINBASE_EXTRA = MAX_SCRIPT - MIN_SCRIPT;

export type CoinbaseDraft = {
	readonly height: Height;
	/** What follows the height in the script: 0 to 95 bytes. */
	readonly extra: Uint8Array;
	/** 1 to 16; amounts may be 0. */
	readonly outputs: readonly Output[];
};

export type Coinbase = CoinbaseDraft & {
	readonly id: Hash;
	readonly bytes: Uint8Array;
};

export const coinbaseTotal = (coinbase: CoinbaseDraft): Amount => coinbase.outputs.reduce((sum, {amount}) => sum + amount, 0n);

export function encodeCoinbase({height, extra, outputs}: CoinbaseDraft): Uint8Array {
	const writer = new ByteWriter()
		.put(PREFIX)
		.varint(MIN_SCRIPT + extra.length)
		.u8(PUSH_HEIGHT)
		.u32(height)
		.put(extra)
		.put(SEQUENCE)
		.varint(outputs.length);
	for (const {account, amount} of outputs) {
		writer.u64(amount).put(OUTPUT_SCRIPT).put(accountToBytes(account));
	}

	return writer.u32(0).finish();
}

/**
A coinbase in two halves between which a miner puts its extranonce.

@param extranonceSize - Bytes; the script is made long enough for them.
*/
export function splitCoinbase(draft: CoinbaseDraft, extranonceSize: number): {prefix: Uint8Array; suffix: Uint8Array} {
	const bytes = encodeCoinbase({...draft, extra: concatBytes(draft.extra, new Uint8Array(extranonceSize))});
	const start = PREFIX.length + 1 + MIN_SCRIPT + draft.extra.length;
	return {prefix: bytes.slice(0, start), suffix: bytes.slice(start + extranonceSize)};
}

/** Reads one coinbase, and leaves the reader behind it. */
export function readCoinbase(reader: ByteReader): Coinbase {
	const start = reader.position;
	expect(reader, PREFIX, 'input');
	const scriptLength = reader.varint();
	if (scriptLength < MIN_SCRIPT || scriptLength > MAX_SCRIPT) {
		throw new RuleError('coinbase_malformed', {field: 'script length', got: scriptLength});
	}

	expect(reader, Uint8Array.of(PUSH_HEIGHT), 'script');
	const height = reader.u32();
	const extra = reader.take(scriptLength - MIN_SCRIPT);
	expect(reader, SEQUENCE, 'sequence');
	const count = reader.varint();
	if (count === 0 || count > MAX_COINBASE_OUTPUTS) {
		throw new RuleError('coinbase_malformed', {field: 'output count', got: count});
	}

	const outputs = Array.from({length: count}, () => {
		const amount = reader.u64();
		expect(reader, OUTPUT_SCRIPT, 'output script');
		return {account: accountFromBytes(reader.take(20)), amount};
	});
	expect(reader, new Uint8Array(4), 'locktime');
	const bytes = reader.bytes.subarray(start, reader.position);
	return {
		height, extra, outputs, bytes, id: hashFromBytes(sha256d(bytes)),
	};
}

function expect(reader: ByteReader, bytes: Uint8Array, field: string): void {
	const got = reader.take(bytes.length);
	if (got.some((byte, index) => byte !== bytes[index])) {
		throw new RuleError('coinbase_malformed', {field});
	}
}
