/**
Every way in which bytes, a block or a transfer can be refused, with what it means. `docs/protocol.md` lists the same codes; a test holds the two together, and another holds each code to a test that provokes it.
*/
export const ruleCodes = {
	// Bytes that are not the thing they should be
	truncated: 'The bytes end before the value does.',
	trailing_bytes: 'There are bytes after the end of the value.',
	varint_not_minimal: 'A length is not written in its shortest form.',
	transfer_version: 'A transfer does not begin with version 1.',
	output_count: 'A transfer has no outputs, or more than 255.',
	memo_too_long: 'A memo is longer than 256 bytes.',
	coinbase_malformed: 'The coinbase is not in the exact form of a legacy Bitcoin coinbase.',
	coinbase_missing: 'The first transaction of a block is not a coinbase.',
	coinbase_misplaced: 'A block has a second coinbase.',

	// Sanity: needs nothing but the network
	header_version: 'The version differs from 0x20000000 outside of the bits free for rolling.',
	bits_invalid: 'The bits are zero, negative, not canonical, or easier than the limit of the network.',
	high_hash: 'The hash of the header is above its target.',
	block_too_large: 'The block is larger than the network allows.',
	merkle_mutated: 'The transactions repeat at the end so that the Merkle root does not tell them apart (CVE-2012-2459).',
	merkle_root: 'The Merkle root is not that of the transactions.',
	duplicate_transfer: 'Two transfers of a block are the same, or have the same sender and nonce.',
	amount_zero: 'An output of a transfer is 0.',
	amount_too_large: 'Outputs and fee together are more than all the money there may be.',
	public_key_invalid: 'The public key is not a compressed point on secp256k1.',
	signature_not_canonical: 'r or s of the signature is out of range, or s is in the upper half (BIP 62).',
	signature_invalid: 'The signature does not match key, transfer and network.',

	// Context: needs the ancestors
	parent_unknown: 'The parent of the block is not known.',
	parent_invalid: 'The block descends from one that was refused.',
	bits_wrong: 'The bits are not those that the retarget demands.',
	time_too_old: 'The time is not after the parent\'s.',
	time_too_new: 'The time is too far ahead of the clock; the block may be accepted later.',
	coinbase_height: 'The coinbase names another height.',
	coinbase_value: 'The coinbase does not pay exactly subsidy and fees.',

	// Connect: needs the state
	nonce_wrong: 'The nonce of a transfer is not that of its sender\'s account.',
	balance_too_low: 'A sender cannot pay amount and fee.',
	money_overflow: 'A balance would rise above all the money there may be.',
} as const;

export type RuleCode = keyof typeof ruleCodes;

export type Details = Readonly<Record<string, string | number | boolean>>;

/** A refusal by the rules of the protocol. */
export class RuleError extends Error {
	override readonly name = 'RuleError';
	readonly code: RuleCode;
	readonly details: Details;

	constructor(code: RuleCode, details: Details = {}) {
		super(ruleCodes[code] + describe(details));
		this.code = code;
		this.details = details;
	}
}

function describe(details: Details): string {
	const entries = Object.entries(details);
	return entries.length === 0 ? '' : ` (${entries.map(([name, value]) => `${name.replaceAll('_', ' ')} ${String(value)}`).join(', ')})`;
}
