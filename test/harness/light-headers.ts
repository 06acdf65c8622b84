import {concatBytes} from '../../source/protocol/bytes.js';
import {encodeHeader, type Header, headerHash} from '../../source/protocol/header.js';
import type {Network} from '../../source/protocol/network.js';
import {mineHeader} from './make-block.js';

/** Headers on top of genesis that took as little work as the network allows: each leaves the time between it and its parent that keeps the difficulty where it is. @param network - With a `block_time` of 2 or more, or without retargeting. */
export function lightHeaders(network: Network, count: number, salt = 0): Uint8Array {
	const headers: Uint8Array[] = [];
	let {header: parent, hash}: {header: Header; hash: Header['previousHash']} = network.genesis;
	while (headers.length < count) {
		const header = mineHeader({...parent, previousHash: hash, merkleRoot: network.genesis.hash, time: parent.time + network.blockTime, nonce: salt});
		const bytes = encodeHeader(header);
		headers.push(bytes);
		parent = header;
		hash = headerHash(bytes);
	}

	return concatBytes(...headers);
}
