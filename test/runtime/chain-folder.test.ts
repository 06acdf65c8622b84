import test from 'ava';
import {Chain} from '../../source/engine/node/chain.js';
import {CheckedTransfers} from '../../source/engine/node/checked-transfers.js';
import {LevelStorage} from '../../source/engine/storage/level-storage.js';
import {rebuildChainOnDisk, verifyChainOnDisk} from '../../source/runtime/chain-folder.js';
import {openWorkspace} from '../../source/runtime/workspace.js';
import {Branch} from '../engine/node/branch.js';
import {refusedWith} from '../engine/node/refused.js';
import {temporaryFolder} from '../engine/storage/temporary-folder.js';
import {TEST_NOW} from '../harness/networks.js';

test('who rebuilds a chain that another rebuilds already takes nothing away from it', async t => {
	const workspace = await openWorkspace({
		dataDir: await temporaryFolder(t), network: 'dev', environment: {}, clock: () => TEST_NOW * 1000,
	});
	const {network, folder, clock} = workspace;
	const storage = await LevelStorage.open(folder.chain);
	const chain = await Chain.open({
		network, storage, clock, checked: new CheckedTransfers(), durable: false,
	});
	for (const {bytes} of new Branch(network).mineMany(30).blocks) {
		await chain.accept(bytes);
	}

	await storage.close();
	let second: Promise<unknown> | undefined;
	const rebuilt = await rebuildChainOnDisk(workspace, {
		onProgress() {
			second ??= refusedWith(rebuildChainOnDisk(workspace, {}));
		},
	});
	t.like(rebuilt, {height: 30, lost: 0});
	t.is(await second, 'folder_in_use');
	t.like(await verifyChainOnDisk(workspace, {}), {height: 30});
});
