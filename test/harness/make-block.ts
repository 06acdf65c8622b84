import type {Bits, Hash, Height, Timestamp} from '../../source/protocol/brands.js';
import {type Block, decodeBlock, encodeBlock, merkleRootOf} from '../../source/protocol/block.js';
import {ByteReader, concatBytes, utf8ToBytes, viewOf} from '../../source/protocol/bytes.js';
import {COINBASE_TAG, encodeCoinbase, readCoinbase} from '../../source/protocol/coinbase.js';
import {hashToNumber} from '../../source/protocol/hash.js';
import {decodeHeader, encodeHeader, type Header, HEADER_SIZE, HEADER_VERSION, headerHash} from '../../source/protocol/header.js';
import type {Network} from '../../source/protocol/network.js';
import {requiredBits} from '../../source/protocol/retarget.js';
import {subsidyAt} from '../../source/protocol/subsidy.js';
import {targetOfBits} from '../../source/protocol/target.js';
import type {Output, Transfer} from '../../source/protocol/transfer.js';
import {alice, type TestKey} from './keys.js';

/** What a block has to know of the one before it. */
export type ChainPoint = {
	readonly hash: Hash;
	readonly height: Height;
	readonly time: Timestamp;
	readonly bits: Bits;
};

export const genesisPoint = ({genesis: {hash, header}}: Network): ChainPoint => ({hash, height: 0, time: header.time, bits: header.bits});

export const pointOf = ({hash, header, coinbase}: Block): ChainPoint => ({hash, height: coinbase.height, time: header.time, bits: header.bits});

export type BlockOptions = {
	readonly network: Network;
	/** Default genesis. */
	readonly parent?: ChainPoint;
	/** Needed only where the difficulty retargets, from height 2 on. */
	readonly grandparent?: ChainPoint | undefined;
	/** Who gets subsidy and fees; default `alice`. */
	readonly payee?: TestKey;
	/** Instead of one output with exactly subsidy and fees. */
	readonly coinbaseOutputs?: readonly Output[];
	readonly transfers?: readonly Transfer[];
	/** Default: one block time after the parent. */
	readonly time?: Timestamp;
	/** Default: those that the retarget demands. */
	readonly bits?: Bits;
	readonly version?: number;
	/** What follows the height in the coinbase script; a number tells twins apart. */
	readonly extra?: Uint8Array | number;
	readonly coinbaseHeight?: Height;
	/** Has the last word on the header before it is mined. */
	readonly mutateHeader?: (header: Header) => Header;
};

/**
A mined block. What the options leave out is valid on top of the parent.

Mining is for real, in this thread: use it where the bits are easy.
*/
export function makeBlock(options: BlockOptions): Block {
	const {network, transfers = [], payee = alice, parent = genesisPoint(network), grandparent, mutateHeader} = options;
	const height = parent.height + 1;
	const reward = transfers.reduce((sum, {fee}) => sum + fee, subsidyAt(height, network));
	const coinbase = encodeCoinbase({
		height: options.coinbaseHeight ?? height,
		extra: extraBytes(options.extra),
		outputs: options.coinbaseOutputs ?? [{account: payee.account, amount: reward}],
	});
	const header: Header = {
		version: options.version ?? HEADER_VERSION,
		previousHash: parent.hash,
		merkleRoot: merkleRootOf({coinbase: readCoinbase(new ByteReader(coinbase)), transfers}),
		time: options.time ?? parent.time + network.blockTime,
		bits: options.bits ?? requiredBits(network, parent, grandparent),
		nonce: 0,
	};
	return decodeBlock(encodeBlock(mineHeader(mutateHeader ? mutateHeader(header) : header), coinbase, transfers));
}

function extraBytes(extra: Uint8Array | number = 0): Uint8Array {
	return typeof extra === 'number' ? utf8ToBytes(`${COINBASE_TAG}${extra}`) : extra;
}

/** Blocks on top of each other; the first on `parent`, and each as `makeBlock` makes it from what `optionsAt` returns for its height. */
export function makeChain(network: Network, length: number, optionsAt: (height: Height) => Partial<BlockOptions> = () => ({})): Block[] {
	const blocks: Block[] = [];
	let grandparent: ChainPoint | undefined;
	let parent = genesisPoint(network);
	while (blocks.length < length) {
		const block = makeBlock({network, parent, grandparent, ...optionsAt(parent.height + 1)});
		blocks.push(block);
		grandparent = parent;
		parent = pointOf(block);
	}

	return blocks;
}

/**
The same header with the first nonce that meets its bits.

@param options.valid - `false` looks for a nonce that misses them.
*/
export function mineHeader(header: Header, {valid = true} = {}): Header {
	const target = targetOfBits(header.bits);
	const bytes = encodeHeader(header);
	const view = viewOf(bytes);
	for (let {nonce} = header; nonce <= 0xffff_ffff; nonce++) {
		view.setUint32(HEADER_SIZE - 4, nonce, true);
		if ((hashToNumber(headerHash(bytes)) <= target) === valid) {
			return {...header, nonce};
		}
	}

	throw new Error('no nonce is left');
}

/** Block bytes whose header was changed and mined again, for bodies that no honest function makes. */
export function remine(bytes: Uint8Array, change: (header: Header) => Header = header => header): Uint8Array {
	const header = mineHeader(change(decodeHeader(bytes)));
	return concatBytes(encodeHeader(header), bytes.subarray(HEADER_SIZE));
}
