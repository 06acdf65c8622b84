import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {Chain} from '../source/engine/node/chain.js';
import {CheckedTransfers} from '../source/engine/node/checked-transfers.js';
import {LevelStorage} from '../source/engine/storage/level-storage.js';
import {MemoryStorage} from '../source/engine/storage/memory-storage.js';
import type {Storage} from '../source/engine/storage/storage.js';
import type {Block} from '../source/protocol/block.js';
import {alice, bob} from '../test/harness/keys.js';
import {genesisPoint, makeBlock, pointOf} from '../test/harness/make-block.js';
import {makeTransfer} from '../test/harness/make-transfer.js';
import {devNetwork as network} from '../test/harness/networks.js';
import {type Benchmark, compare} from './benchmark.js';

const BLOCKS = 30;
const TRANSFERS = 20;

function makeBlocks(): Block[] {
	const blocks: Block[] = [];
	let parent = genesisPoint(network);
	for (let height = 1; height <= BLOCKS; height++) {
		const first = (height - 3) * TRANSFERS;
		const transfers = height < 3
			? []
			: Array.from({length: TRANSFERS}, (_, index) => makeTransfer({
				network, key: alice, nonce: first + index, outputs: [{account: bob.account, amount: 1n}], fee: 20_000n,
			}));
		const block = makeBlock({network, parent, transfers});
		blocks.push(block);
		parent = pointOf(block);
	}

	return blocks;
}

async function connectAll(storage: Storage, blocks: readonly Block[]): Promise<number> {
	const chain = await Chain.open({
		network, storage, clock: Date.now, checked: new CheckedTransfers(), durable: false,
	});
	for (const {bytes} of blocks) {
		await chain.accept(bytes);
	}

	return blocks.reduce((sum, {transfers}) => sum + transfers.length, 0);
}

export const benchmark: Benchmark = {
	name: 'chain',
	summary: `transfers connected a second, blocks of ${TRANSFERS}, every signature checked`,
	async run() {
		const blocks = makeBlocks();
		return compare([
			{name: 'memory', round: async () => connectAll(new MemoryStorage(), blocks)},
			{
				name: 'LevelDB',
				async round() {
					const folder = await mkdtemp(path.join(tmpdir(), 'chain-tui-benchmark-'));
					const storage = await LevelStorage.open(folder);
					try {
						return await connectAll(storage, blocks);
					} finally {
						await storage.close();
						await rm(folder, {recursive: true, force: true});
					}
				},
			},
		], 'transfers');
	},
};
