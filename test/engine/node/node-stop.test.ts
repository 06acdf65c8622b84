import {mock} from 'node:test';
import test from 'ava';
import {Node} from '../../../source/engine/node/node.js';
import {LevelStorage} from '../../../source/engine/storage/level-storage.js';
import {devNetwork as network} from '../../harness/networks.js';
import {temporaryFolder} from '../storage/temporary-folder.js';
import {Branch} from './branch.js';
import {TestClock} from './open-node.js';

test('a node that stops while blocks are on their way finishes them, and looks into the store no more', async t => {
	mock.timers.enable({apis: ['setTimeout', 'setInterval']});
	t.teardown(() => {
		mock.timers.reset();
	});
	const storage = await LevelStorage.open(await temporaryFolder(t));
	const node = await Node.open({network, storage, clock: new TestClock().now});
	const accepted = new Branch(network).mineMany(3).blocks.map(async ({bytes}) => node.submitBlock(bytes));
	await node.stop();
	await storage.close();
	t.notThrows(() => {
		mock.timers.tick(600_000);
	});
	const answers = await Promise.all(accepted);
	t.is(answers.at(-1)!.height, 3);
});
