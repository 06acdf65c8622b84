import {readFileSync} from 'node:fs';
import process from 'node:process';
import {decodeBlock} from '../../source/protocol/block.js';
import {ByteReader} from '../../source/protocol/bytes.js';
import {parseNetwork, type NetworkFile} from '../../source/protocol/network.js';
import {LevelStorage} from '../../source/engine/storage/level-storage.js';
import {Node} from '../../source/engine/node/node.js';
import {TEST_NOW} from '../harness/networks.js';

/*
The child of the crash test. It hands blocks to a node on disk as fast as it can, each block's transfers ahead of it, and is killed while it does. What it knows already from an earlier life it skips.
*/

const [location, blocksFile, networkFile, durable] = process.argv.slice(2) as [string, string, string, string];
const network = parseNetwork(JSON.parse(readFileSync(networkFile, 'utf8')) as NetworkFile, TEST_NOW);
const storage = await LevelStorage.open(location);
const node = await Node.open({network, storage, clock: () => TEST_NOW * 1000, durable: durable === 'durable'});

const reader = new ByteReader(readFileSync(blocksFile));
while (reader.peek() !== undefined) {
	const bytes = reader.take(reader.u32());
	for (const transfer of decodeBlock(bytes).transfers) {
		// A branch that is not the best one has transfers that cannot wait now.
		await node.submitTransaction(transfer.bytes).catch(() => undefined);
	}

	await node.submitBlock(bytes);
	process.send!('accepted');
}

process.send!('finished');
