import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {networkId} from '../../source/protocol/network.js';
import {Networks} from '../../source/runtime/networks.js';
import {TEST_NOW, testNetwork} from '../harness/networks.js';
import {temporaryFolder} from '../engine/storage/temporary-folder.js';

async function open(t: ExecutionContext) {
	const folder = path.join(await temporaryFolder(t), 'data');
	return {folder, networks: new Networks(folder, TEST_NOW)};
}

async function namesOf(networks: Networks): Promise<string[]> {
	const known = await networks.list();
	return known.map(({network}) => network.name);
}

test('without a data folder there are those that are built in', async t => {
	const {networks} = await open(t);
	t.deepEqual(await namesOf(networks), ['main', 'dev']);
	t.like(await networks.find('dev'), {name: 'dev'});
});

test('a network that was added is found by its name, and by its name with its hash', async t => {
	const {networks, folder} = await open(t);
	const club = testNetwork({name: 'club'});
	await networks.add(club.file);
	await networks.add(club.file);
	t.deepEqual(await readdir(folder), [networkId(club)]);
	for (const name of ['club', networkId(club)]) {
		t.deepEqual(await networks.find(name), club);
	}
});

test('another network of the same name is refused, also of one that is built in', async t => {
	const {networks} = await open(t);
	await networks.add(testNetwork({name: 'club'}).file);
	await t.throwsAsync(networks.add(testNetwork({name: 'club', reward: '1'}).file), {code: 'network_exists'});
	await t.throwsAsync(networks.add(testNetwork({name: 'main'}).file), {code: 'network_exists'});
	t.deepEqual(await namesOf(networks), ['main', 'dev', 'club']);
});

test('of two networks of a name, which came here otherwise, one has to say which', async t => {
	const {networks, folder} = await open(t);
	const clubs = [testNetwork({name: 'club'}), testNetwork({name: 'club', reward: '1'})];
	for (const club of clubs) {
		const place = path.join(folder, networkId(club));
		await mkdir(place, {recursive: true});
		await writeFile(path.join(place, 'network.json'), JSON.stringify(club.file));
	}

	const error = await t.throwsAsync(networks.find('club'), {code: 'network_not_found'});
	for (const club of clubs) {
		t.true(error.message.includes(networkId(club)));
		t.deepEqual(await networks.find(networkId(club)), club);
	}
});

test('a network file that was changed by hand is no network any more, and disturbs no other', async t => {
	const {networks, folder} = await open(t);
	const club = testNetwork({name: 'club'});
	await networks.add(club.file);
	const file = path.join(folder, networkId(club), 'network.json');
	const text = await readFile(file, 'utf8');
	await writeFile(file, text.replace('"50"', '"51"'));
	t.deepEqual(await namesOf(networks), ['main', 'dev']);
	await writeFile(file, 'not even JSON');
	t.deepEqual(await namesOf(networks), ['main', 'dev']);
});

test('a name that nobody knows is answered with those that there are', async t => {
	const {networks} = await open(t);
	const error = await t.throwsAsync(networks.find('x'.repeat(1000)), {code: 'network_not_found'});
	t.regex(error.message, /there are main, dev$/v);
	t.true(error.message.length < 120);
});

test('what cannot be read says why', async t => {
	const {networks, folder} = await open(t);
	await t.throwsAsync(networks.readFile(path.join(folder, 'none')), {code: 'file_unreadable'});
	await mkdir(folder);
	await t.throwsAsync(networks.readFile(folder), {code: 'file_unreadable'});
	const file = path.join(folder, 'x.json');
	await writeFile(file, '{');
	await t.throwsAsync(networks.readFile(file), {code: 'invalid_json'});
	await writeFile(file, '[]');
	await t.throwsAsync(networks.readFile(file), {name: 'NetworkError'});
});
