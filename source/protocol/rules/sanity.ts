import {type Block, leavesOf} from '../block.js';
import type {Hash} from '../brands.js';
import {formatAmount, MAX_MONEY} from '../amount.js';
import {hashFromBytes, hashToNumber} from '../hash.js';
import {type Header, HEADER_VERSION, VERSION_ROLLING_MASK} from '../header.js';
import {merkleRoot} from '../merkle.js';
import type {Network} from '../network.js';
import {isPublicKey, isSignatureCanonical, verifyHash} from '../signature.js';
import {areBitsValid, formatBits, targetOfBits} from '../target.js';
import {
	costOf, type SignedDraft, signingHash, unsignedBytes,
} from '../transfer.js';
import {enforce, type Rule} from './rule.js';

/*
Sanity: what can be said of a header, a transfer or a block without knowing any other. Cheapest first, so that garbage costs its sender more than us.
*/

type HeaderSubject = {readonly header: Header; readonly hash: Hash; readonly network: Network};

export const headerSanity: ReadonlyArray<Rule<HeaderSubject>> = [
	{
		code: 'header_version',
		check: ({header}) => (header.version & ~VERSION_ROLLING_MASK) === HEADER_VERSION ? undefined : {version: formatBits(header.version >>> 0)},
	},
	{
		code: 'bits_invalid',
		check: ({header, network}) => areBitsValid(header.bits, network.powLimitBits) ? undefined : {bits: formatBits(header.bits), limit: formatBits(network.powLimitBits)},
	},
	{
		code: 'high_hash',
		check: ({header, hash}) => hashToNumber(hash) <= targetOfBits(header.bits) ? undefined : {hash, bits: formatBits(header.bits)},
	},
];

export const transferSanity: ReadonlyArray<Rule<{readonly transfer: SignedDraft}>> = [
	{
		code: 'amount_zero',
		check({transfer}) {
			const index = transfer.outputs.findIndex(({amount}) => amount === 0n);
			return index === -1 ? undefined : {output: index};
		},
	},
	{
		code: 'amount_too_large',
		check: ({transfer}) => costOf(transfer) <= MAX_MONEY ? undefined : {total: formatAmount(costOf(transfer)), limit: formatAmount(MAX_MONEY)},
	},
];

/** `isSigned`: whether the signature matches. One that does settles all of these, and most do. */
export const signatureSanity: ReadonlyArray<Rule<{readonly transfer: SignedDraft; readonly isSigned: boolean}>> = [
	{
		code: 'public_key_invalid',
		check: ({transfer, isSigned}) => isSigned || isPublicKey(transfer.publicKey) ? undefined : {},
	},
	{
		code: 'signature_not_canonical',
		check: ({transfer, isSigned}) => isSigned || isSignatureCanonical(transfer.signature) ? undefined : {},
	},
	{
		code: 'signature_invalid',
		check: ({isSigned}) => isSigned ? undefined : {},
	},
];

/** What a transfer has to know of its network. */
export type TransferNetwork = {readonly genesis: {readonly hash: Hash}};

/** Holds a transfer to {@link signatureSanity}. */
export function checkSignature(transfer: SignedDraft, network: TransferNetwork): void {
	const isSigned = verifyHash(transfer.signature, signingHash(unsignedBytes(transfer), network.genesis.hash), transfer.publicKey);
	enforce(signatureSanity, {transfer, isSigned});
}

/** Everything that can be said of a transfer on its own. */
export function checkTransferSanity(transfer: SignedDraft, network: TransferNetwork): void {
	enforce(transferSanity, {transfer});
	checkSignature(transfer, network);
}

type BlockSubject = {readonly block: Block; readonly network: Network; readonly tree: () => ReturnType<typeof merkleRoot>};

export const blockSanity: ReadonlyArray<Rule<BlockSubject>> = [
	{
		code: 'block_too_large',
		check: ({block, network}) => block.bytes.length <= network.maxBlockBytes ? undefined : {size: block.bytes.length, limit: network.maxBlockBytes},
	},
	{
		code: 'merkle_mutated',
		check: ({tree}) => tree().mutated ? {} : undefined,
	},
	{
		code: 'merkle_root',
		check({block, tree}) {
			const root = hashFromBytes(tree().root);
			return root === block.header.merkleRoot ? undefined : {expected: root, got: block.header.merkleRoot};
		},
	},
	{
		code: 'duplicate_transfer',
		check({block}) {
			const seen = new Set<string>();
			for (const {id, sender, nonce} of block.transfers) {
				const slot = `${sender}:${nonce}`;
				if (seen.has(slot)) {
					return {id};
				}

				seen.add(slot);
			}

			return undefined;
		},
	},
];

/** Holds a block's body to {@link blockSanity}. */
export function checkBodySanity(block: Block, network: Network): void {
	let made: ReturnType<typeof merkleRoot> | undefined;
	const tree = () => {
		made ??= merkleRoot(leavesOf(block));
		return made;
	};

	enforce(blockSanity, {block, network, tree});
}

type CheckedBlock = {
	readonly block: Block;
	readonly network: Network;
	/** Whether a transfer is known to have passed {@link checkTransferSanity} before, by its id, which covers every byte of it. */
	readonly isChecked: (id: Hash) => boolean;
};

/** Holds each transfer of a block that is new to us to its own rules: the part that takes time. */
export function checkTransfersSanity({block, network, isChecked}: CheckedBlock): void {
	for (const transfer of block.transfers) {
		if (!isChecked(transfer.id)) {
			checkTransferSanity(transfer, network);
		}
	}
}

/** Everything that can be said of a block's body on its own: the block, then each transfer that is new to us. */
export function checkBlockSanity(subject: CheckedBlock): void {
	checkBodySanity(subject.block, subject.network);
	checkTransfersSanity(subject);
}
