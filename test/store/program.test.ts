import {rm} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {Program, type ProgramOptions} from '../../source/store/program.js';
import {temporaryFolder} from '../engine/storage/temporary-folder.js';
import {isThere} from '../harness/dev-folder.js';
import {reached} from './reached.js';

/** A program on a data folder of its own, stopped when the test is over. */
async function openProgram(t: ExecutionContext, options: Partial<ProgramOptions> = {}) {
	const dataDir = options.dataDir ?? path.join(await temporaryFolder(t), 'data');
	const program = new Program({dataDir, environment: {}, clock: Date.now, ...options});
	t.teardown(async () => program.stop());
	return {program, dataDir};
}

test('who comes for the first time is asked; who has answered is not asked again', async t => {
	const {program, dataDir} = await openProgram(t);
	await program.open();
	t.is(program.state.phase, 'first-run');
	t.is(program.state.network, undefined);
	const networks = await program.networks.list();
	t.deepEqual(networks.map(({network: {name}}) => name), ['main', 'dev']);

	await program.chooseNetwork({kind: 'practise'});
	t.is(program.state.network!.name, 'practice');
	const phrase = await program.createWallet('default', undefined);
	t.is(phrase.split(' ').length, 12);
	await program.begin();
	t.like(program.state, {phase: 'running', isOwn: true, wallets: ['default']});
	t.is(program.state.wallet!.state.name, 'default');
	const endpoint = path.join(dataDir, `practice-${program.state.network!.genesis.hash.slice(0, 8)}`, 'endpoint.json');
	t.true(await isThere(endpoint), 'commands find the node');
	await program.stop();
	t.false(await isThere(endpoint));

	const again = await openProgram(t, {dataDir});
	await again.program.open();
	t.like(again.program.state, {phase: 'running', wallets: ['default']});
	t.is(again.program.state.network!.name, 'practice');
});

test('a network of one\'s own is refused where there is one of that name', async t => {
	let now = Date.now();
	const {program} = await openProgram(t, {clock: () => now});
	await program.open();
	await program.chooseNetwork({kind: 'own', name: 'club'});
	now += 5000;
	t.is(program.state.network!.name, 'club');
	await t.throwsAsync(program.chooseNetwork({kind: 'own', name: 'club'}), {message: /club/v});
	await program.chooseNetwork({kind: 'existing', name: 'dev'});
	t.is(program.state.network!.name, 'dev');
});

test('mining pays the wallet that is open; another wallet is shown, and remembered', async t => {
	const {program, dataDir} = await openProgram(t, {network: 'dev'});
	await program.open();
	await program.createWallet('one', undefined);
	await program.createWallet('two', undefined);
	await program.begin();
	t.is(program.state.wallet!.state.name, 'two', 'the one that was made last');
	const {miner, wallet} = program.state;
	await program.mining.start();
	t.is(miner!.state.address, wallet!.state.addresses[0]);
	await reached(miner!, ({earned}) => earned !== undefined && earned !== '0');
	const {history} = await reached(wallet!, state => state.history.length > 0);
	t.is(history.at(-1)!.direction, 'mined');
	await miner!.stop();

	await program.openWallet('one');
	t.is(program.state.wallet!.state.name, 'one');
	t.deepEqual(program.state.wallet!.state.history, []);
	await program.mining.changeProcesses(1000);
	await program.mining.changeProcesses(-1);
	const wanted = miner!.state.processes;
	await program.stop();

	const again = await openProgram(t, {dataDir, network: 'dev'});
	await again.program.open();
	t.is(again.program.state.wallet!.state.name, 'one');
	t.is(again.program.state.miner!.state.processes, wanted);
});

test('contacts are kept, and resolved to addresses', async t => {
	const {program} = await openProgram(t, {network: 'dev'});
	await program.open();
	await program.createWallet('default', undefined);
	await program.begin();
	const address = program.state.wallet!.state.addresses[0]!;
	await program.addContact('Alice', address);
	t.deepEqual(program.state.contacts.map(({name}) => name), ['Alice']);
	t.is(await program.resolve('alice'), address);
	await t.throwsAsync(program.addContact('Alice', address));
	await program.removeContact('Alice');
	t.deepEqual(program.state.contacts, []);
});

test('a node that does not answer, or a folder that cannot be used, is said and not hidden', async t => {
	const {program} = await openProgram(t, {network: 'dev', node: 'http://127.0.0.1:9'});
	await program.open();
	t.is(program.state.phase, 'failed');
	t.is(program.state.error!.code, 'node_unreachable');

	const unknown = await openProgram(t, {network: 'nowhere'});
	await unknown.program.open();
	t.is(unknown.program.state.phase, 'failed');
});

test('a data folder that is taken away ends mining, and is told', async t => {
	const {program, dataDir} = await openProgram(t, {network: 'dev'});
	await program.open();
	await program.createWallet('default', undefined);
	await program.begin();
	await program.mining.start();
	await reached(program.state.miner!, ({miner}) => miner !== undefined && miner.blocks > 0);
	await rm(dataDir, {recursive: true, maxRetries: 10});
	await reached(program, ({phase}) => phase === 'failed');
	t.regex(program.state.error!.message, /is gone/v);
	t.false(program.state.miner!.state.isRunning);
});

test('stopping twice is fine, and so is stopping before anything was opened', async t => {
	const {program} = await openProgram(t);
	await Promise.all([program.stop(), program.stop()]);
	t.is(program.state.phase, 'opening');
});
