import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import {rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as wait} from 'node:timers/promises';
import test, {type ExecutionContext} from 'ava';
import {COIN, parseAmount} from '../../source/protocol/amount.js';
import type {Block} from '../../source/protocol/block.js';
import type {Hash} from '../../source/protocol/brands.js';
import {ByteWriter, concatBytes} from '../../source/protocol/bytes.js';
import {LevelStorage} from '../../source/engine/storage/level-storage.js';
import {Node} from '../../source/engine/node/node.js';
import {alice, bob, carol} from '../harness/keys.js';
import {makeTransfer} from '../harness/make-transfer.js';
import {TEST_NOW, testNetwork} from '../harness/networks.js';
import {Branch} from '../engine/node/branch.js';
import {derivedState, stateAfter} from '../engine/node/open-chain.js';
import {temporaryFolder} from '../engine/storage/temporary-folder.js';

/** More of them find more: CRASH_TEST_KILLS=200 takes a few minutes. */
const kills = Number(process.env['CRASH_TEST_KILLS'] ?? 20);

/** Later than any block takes, earlier than all of them. */
const LONGEST_LIFE_MS = 60;

const network = testNetwork({coinbase_maturity: 2, allocations: [{address: alice.address, amount: '1000'}]});

/** Blocks in the order in which they are handed in: every now and then the last two are replaced by three others. */
function makeBlocks(): Block[] {
	const blocks: Block[] = [];
	let branch = new Branch(network);
	const mine = () => {
		const nonce = branch.height * 2;
		const transfers = [makeTransfer({network, nonce, amount: COIN, fee: 20_000n}), makeTransfer({network, nonce: nonce + 1, to: carol, amount: 2n * COIN, fee: 30_000n})];
		blocks.push(branch.mine({transfers, payee: bob}));
	};

	for (let round = 0; round < 25; round++) {
		for (let count = 0; count < 5; count++) {
			mine();
		}

		branch = branch.fork(branch.height - 2);
		for (let count = 0; count < 3; count++) {
			mine();
		}
	}

	return blocks;
}

/** The branch that ends in a block. */
function branchTo(blocks: readonly Block[], tip: Hash): Block[] {
	const byHash = new Map(blocks.map(block => [block.hash, block]));
	const branch: Block[] = [];
	for (let block = byHash.get(tip); block; block = byHash.get(block.header.previousHash)) {
		branch.unshift(block);
	}

	return branch;
}

/** Lets a child work for a moment of its own and kills it. @returns Whether it had finished before. */
async function liveAndDie(child: ChildProcess): Promise<boolean> {
	let isFinished = false;
	child.on('message', message => {
		isFinished ||= message === 'finished';
	});
	const exit = once(child, 'exit');
	await Promise.race([once(child, 'message'), exit]);
	await wait(Math.random() * LONGEST_LIFE_MS);
	child.kill('SIGKILL');
	await exit;
	return isFinished;
}

async function checkStore(t: ExecutionContext, location: string, blocks: readonly Block[]): Promise<number> {
	const storage = await LevelStorage.open(location);
	try {
		const node = await Node.open({network, storage, clock: () => TEST_NOW * 1000});
		const {tip, height} = await node.status();
		t.deepEqual(await derivedState(storage), await stateAfter(network, branchTo(blocks, tip)));
		const {nonce, pending_out: pendingOut, balance} = await node.address(alice.address);
		const pending = await node.pending();
		t.true(pending.every(transfer => transfer.nonce! >= nonce));
		t.true(parseAmount(pendingOut) <= parseAmount(balance));
		await node.stop();
		return height;
	} finally {
		await storage.close();
	}
}

for (const durability of ['durable', 'quick']) {
	test(`S1: killed at random moments, the state on disk is always that of a replay (${durability} writes)`, async t => {
		t.timeout(60_000 + kills * 10_000);
		const folder = await temporaryFolder(t);
		const [location, blocksFile, networkFile] = ['chain', 'blocks', 'network.json'].map(name => path.join(folder, name)) as [string, string, string];
		const blocks = makeBlocks();
		await writeFile(blocksFile, concatBytes(...blocks.flatMap(({bytes}) => [new ByteWriter().u32(bytes.length).finish(), bytes])));
		await writeFile(networkFile, JSON.stringify(network.file));

		let highest = 0;
		for (let life = 0; life < kills / 2; life++) {
			const isFinished = await liveAndDie(fork(new URL('crash-child.ts', import.meta.url), [location, blocksFile, networkFile, durability]));
			const height = await checkStore(t, location, blocks);
			t.true(height >= (isFinished ? branchTo(blocks, blocks.at(-1)!.hash).length : 0));
			highest = Math.max(highest, height);
			if (isFinished) {
				await rm(location, {recursive: true});
			}
		}

		t.true(highest > 0, 'some lives were long enough for a block');
	});
}
