import type {Template} from '../../../source/api/mining.js';
import {type Block, decodeBlock} from '../../../source/protocol/block.js';
import {ByteWriter, concatBytes, hexToBytes} from '../../../source/protocol/bytes.js';
import {hashFromBytes, parseHash, sha256d} from '../../../source/protocol/hash.js';
import {encodeHeader} from '../../../source/protocol/header.js';
import {rootOfBranch} from '../../../source/protocol/merkle.js';
import {mineHeader} from '../../harness/make-block.js';

/** The block that a miner makes of a template, with nothing else to go by. */
export function solveTemplate(template: Template, {time = template.time, extranonce = new Uint8Array(template.coinbase.extranonce_size)}: {time?: number; extranonce?: Uint8Array} = {}): Block {
	const coinbase = concatBytes(hexToBytes(template.coinbase.prefix), extranonce, hexToBytes(template.coinbase.suffix));
	const root = rootOfBranch(sha256d(coinbase), template.merkle_branch.map(hex => hexToBytes(hex)), 0);
	const header = mineHeader({
		version: template.version,
		previousHash: parseHash(template.previous_hash),
		merkleRoot: hashFromBytes(root),
		time,
		bits: Number.parseInt(template.bits, 16),
		nonce: 0,
	});
	const count = new ByteWriter().varint(template.transactions.length + 1).finish();
	return decodeBlock(concatBytes(encodeHeader(header), count, coinbase, ...template.transactions.map(({hex}) => hexToBytes(hex))));
}
