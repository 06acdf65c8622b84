import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {SettingsFile} from '../../source/runtime/settings.js';
import {noSettings} from '../../source/store/program-state.js';
import {temporaryFolder} from '../engine/storage/temporary-folder.js';

test('what is remembered is there in the next run', async t => {
	const folder = await temporaryFolder(t);
	new SettingsFile(folder).write({screen: 'miner', work: {aa: {target: 'own', pools: ['10.0.0.1:6000']}}});
	new SettingsFile(folder).write({views: {'pool.list': 'blocks'}});
	t.deepEqual(new SettingsFile(folder).read(), {...noSettings, screen: 'miner', work: {aa: {target: 'own', pools: ['10.0.0.1:6000']}}, views: {'pool.list': 'blocks'}});
});

for (const [name, text, expected] of [
	['no JSON', '{"screen', noSettings],
	['no object', '[1, 2]', noSettings],
	['nothing', '', noSettings],
	['wrong kinds', '{"screen": 7, "theme": "pink", "port": -1, "processes": "many", "views": ["a"], "work": {"aa": {"target": 1, "pools": "x"}}, "isLan": "yes", "other": {}}', noSettings],
	['one wrong among right ones', '{"screen": "pool", "port": 99999999, "wallets": {"aa": "mine"}}', {...noSettings, screen: 'pool', wallets: {aa: 'mine'}}],
] as const) {
	test(`a file with ${name} costs what is wrong in it`, async t => {
		const folder = await temporaryFolder(t);
		await writeFile(path.join(folder, 'settings.json'), text);
		t.deepEqual(new SettingsFile(folder).read(), expected);
	});
}
