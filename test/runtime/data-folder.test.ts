import {homedir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {networkId} from '../../source/protocol/network.js';
import {dataFolder, networkFolder} from '../../source/runtime/data-folder.js';
import {devNetwork} from '../harness/networks.js';

test('the flag goes before the environment, and the environment before the place of the system', t => {
	const environment = {CHAIN_TUI_HOME: '/from/environment'};
	t.is(dataFolder('/from/flag', environment), '/from/flag');
	t.is(dataFolder(undefined, environment), '/from/environment');
	t.regex(dataFolder(undefined, {}), /chain-tui/v);
	t.is(dataFolder(undefined, {CHAIN_TUI_HOME: ''}), dataFolder(undefined, {}));
});

test('a folder may be relative, or begin at home', t => {
	t.is(dataFolder('here', {}), path.resolve('here'));
	t.is(dataFolder('~/coins', {}), path.join(homedir(), 'coins'));
	t.is(dataFolder('~', {}), homedir());
	t.is(dataFolder('~somebody/coins', {}), path.resolve('~somebody/coins'));
});

test('everything of a network lies in a folder that its genesis names', t => {
	const {folder, ...files} = networkFolder('/data', devNetwork);
	t.is(folder, path.join('/data', networkId(devNetwork)));
	t.regex(networkId(devNetwork), /^dev-[\da-f]{8}$/v);
	for (const file of Object.values(files)) {
		t.is(path.dirname(file), folder);
	}
});
