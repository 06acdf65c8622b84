import {sign} from 'tiny-secp256k1';
import type {Block} from '../../source/protocol/block.js';
import {concatBytes} from '../../source/protocol/bytes.js';
import type {Network} from '../../source/protocol/network.js';
import {decodeTransfer, encodeDraft, signingHash, type Transfer} from '../../source/protocol/transfer.js';
import {testKey} from './keys.js';
import {type ChainPoint, genesisPoint, makeBlock, pointOf} from './make-block.js';
import {testNetwork} from './networks.js';

/** Those who pay each other. */
const payers = Array.from({length: 8}, (_, index) => testKey(1000 + index));

/** A network on which {@link payingBlocks} can be paid for. */
export const payingNetwork = (): Network => testNetwork({allocations: payers.map(({address}) => ({address, amount: '1000000'}))});

/** Blocks on top of each other from genesis on, with so many transfers each: eight accounts that pay each other. */
export function * payingBlocks(network: Network, count: number, transfersEach: number): Iterable<Block> {
	let parent = genesisPoint(network);
	let grandparent: ChainPoint | undefined;
	let made = 0;
	for (let number = 0; number < count; number++) {
		const transfers: Transfer[] = [];
		while (transfers.length < transfersEach) {
			transfers.push(payment(network, made++));
		}

		const block = makeBlock({network, parent, grandparent, transfers});
		grandparent = parent;
		parent = pointOf(block);
		yield block;
	}
}

/** Signed by libsecp256k1, ten times as fast as by what the program signs with. */
function payment(network: Network, number: number): Transfer {
	const {privateKey, publicKey} = payers[number % payers.length]!;
	const unsigned = encodeDraft({
		publicKey, nonce: Math.floor(number / payers.length), fee: 1n, outputs: [{account: payers[(number + 1) % payers.length]!.account, amount: 1n}], memo: new Uint8Array(),
	});
	return decodeTransfer(concatBytes(unsigned, sign(signingHash(unsigned, network.genesis.hash), privateKey)));
}
