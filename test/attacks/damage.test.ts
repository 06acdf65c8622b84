import {fork} from 'node:child_process';
import {once} from 'node:events';
import {cp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {text} from 'node:stream/consumers';
import test, {type ExecutionContext} from 'ava';
import {COIN} from '../../source/protocol/amount.js';
import {hasCode} from '../../source/api/api-error.js';
import {LevelStorage} from '../../source/engine/storage/level-storage.js';
import {MemoryStorage} from '../../source/engine/storage/memory-storage.js';
import {rebuildChain} from '../../source/engine/node/rebuild.js';
import {alice, bob} from '../harness/keys.js';
import {makeTransfer} from '../harness/make-transfer.js';
import {testNetwork} from '../harness/networks.js';
import {Branch} from '../engine/node/branch.js';
import {derivedState, openChain, stateAfter} from '../engine/node/open-chain.js';
import {temporaryFolder} from '../engine/storage/temporary-folder.js';

const network = testNetwork({coinbase_maturity: 2, allocations: [{address: alice.address, amount: '1000'}]});

function makeBranch(): Branch {
	const branch = new Branch(network);
	for (let nonce = 0; nonce < 20; nonce++) {
		branch.mine({transfers: [makeTransfer({network, nonce, amount: COIN, fee: 20_000n})], payee: bob});
	}

	return branch;
}

/** A chain on disk: one half in a table, the other in the log. */
async function writeChain(location: string, branch: Branch): Promise<void> {
	for (const blocks of [branch.blocks.slice(0, 10), branch.blocks.slice(10)]) {
		const storage = await LevelStorage.open(location);
		const {take} = await openChain(network, {storage});
		await take(...blocks);
		await storage.close();
	}
}

/** @returns Whether the store could be read; then every balance in it is what its blocks make it. */
async function isSoundOrRefused(t: ExecutionContext, location: string, states: ReadonlyArray<Record<string, string>>): Promise<boolean> {
	let storage: LevelStorage | undefined;
	try {
		storage = await LevelStorage.open(location);
		const {chain} = await openChain(network, {storage});
		t.deepEqual(await derivedState(storage), states[chain.tip.height]);
		return true;
	} catch (error) {
		if (!hasCode(error, 'storage_damaged')) {
			throw error;
		}

		return false;
	} finally {
		await storage?.close();
	}
}

test('S2: a chain with a flipped bit is refused or sound, and what is left of it can be rebuilt', async t => {
	t.timeout(120_000);
	const folder = await temporaryFolder(t);
	const [pristine, work] = [path.join(folder, 'pristine'), path.join(folder, 'work')] as const;
	const branch = makeBranch();
	await writeChain(pristine, branch);
	const states = await Promise.all(Array.from({length: branch.height + 1}, async (_, height) => stateAfter(network, branch.blocks.slice(0, height))));

	let refused = 0;
	const names = await readdir(pristine);
	for (const name of names.filter(each => each !== 'LOCK' && !each.startsWith('LOG'))) {
		const bytes = await readFile(path.join(pristine, name));
		for (let part = 0; part < 12; part++) {
			await rm(work, {recursive: true, force: true});
			await cp(pristine, work, {recursive: true});
			const flipped = Uint8Array.from(bytes);
			flipped[Math.floor(bytes.length * part / 12)]! ^= 1 << (part % 8);
			await writeFile(path.join(work, name), flipped);
			refused += await isSoundOrRefused(t, work, states) ? 0 : 1;
			await LevelStorage.repair(work);
			const storage = await LevelStorage.open(work);
			const rebuilt = new MemoryStorage();
			const {height} = await rebuildChain(network, storage, rebuilt);
			await storage.close();
			t.deepEqual(await derivedState(rebuilt), states[height], `${name}, part ${part}`);
		}
	}

	t.true(refused > 10);
});

test('S4: a second process on the folder is refused, and the first goes on undisturbed', async t => {
	const folder = await temporaryFolder(t);
	const [location, blocksFile, networkFile] = ['chain', 'blocks', 'network.json'].map(name => path.join(folder, name)) as [string, string, string];
	await writeFile(blocksFile, new Uint8Array());
	await writeFile(networkFile, JSON.stringify(network.file));
	const storage = await LevelStorage.open(location);
	t.teardown(async () => storage.close());
	const {chain, take} = await openChain(network, {storage});
	const branch = new Branch(network);
	await take(branch.mine());

	const child = fork(new URL('crash-child.ts', import.meta.url), [location, blocksFile, networkFile, 'quick'], {silent: true});
	const [errors] = await Promise.all([text(child.stderr!), once(child, 'exit')]);
	t.not(child.exitCode, 0);
	t.regex(errors, /folder_in_use/v);

	await take(branch.mine());
	t.is(chain.tip.height, 2);
	t.deepEqual(await derivedState(storage), await stateAfter(network, branch.blocks));
});
