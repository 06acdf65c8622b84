import {mkdtemp, rm} from 'node:fs/promises';
import {availableParallelism, tmpdir} from 'node:os';
import path from 'node:path';
import {Chain} from '../source/engine/node/chain.js';
import {CheckedTransfers} from '../source/engine/node/checked-transfers.js';
import {TransferChecks} from '../source/engine/node/checks/transfer-checks.js';
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

/** @param checks - Threads, for blocks that are known ahead. */
async function connectAll(storage: Storage, blocks: readonly Block[], checks?: TransferChecks): Promise<number> {
	const chain = await Chain.open({
		network, storage, clock: Date.now, checked: new CheckedTransfers(), checks, durable: false,
	});
	const prepared = blocks.map(({bytes}) => chain.prepare(bytes) ?? bytes);
	for (const block of prepared) {
		await chain.accept(block);
	}

	return blocks.reduce((sum, {transfers}) => sum + transfers.length, 0);
}

export const benchmark: Benchmark = {
	name: 'chain',
	summary: `transfers connected a second, blocks of ${TRANSFERS}, every signature checked`,
	async run() {
		const blocks = makeBlocks();
		const onDisk = async (checks?: TransferChecks): Promise<number> => {
			const folder = await mkdtemp(path.join(tmpdir(), 'chain-tui-benchmark-'));
			const storage = await LevelStorage.open(folder);
			try {
				return await connectAll(storage, blocks, checks);
			} finally {
				await storage.close();
				await rm(folder, {recursive: true, force: true});
			}
		};

		const threads = availableParallelism();
		const checks = new TransferChecks({genesis: network.genesis.hash, threads});
		try {
			return await compare([
				{name: 'memory', round: async () => connectAll(new MemoryStorage(), blocks)},
				{name: 'LevelDB', round: async () => onDisk()},
				{name: `LevelDB, ${threads} threads`, round: async () => onDisk(checks)},
			], 'transfers');
		} finally {
			await checks.close();
		}
	},
};
