import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {connectPool} from '../../source/client/pool-client.js';
import {Program} from '../../source/store/program.js';
import {temporaryFolder} from '../engine/storage/temporary-folder.js';
import {reached} from './reached.js';

/** The screens' program on a network of its own, with a wallet. */
async function openProgram(t: ExecutionContext, dataDir?: string) {
	const folder = dataDir ?? path.join(await temporaryFolder(t), 'data');
	const program = new Program({dataDir: folder, network: 'dev', environment: {}, clock: Date.now});
	t.teardown(async () => program.stop());
	await program.open();
	if (program.state.phase === 'first-run') {
		await program.createWallet('default', undefined);
		await program.begin();
	}

	return {program, host: program.state.pool!, dataDir: folder};
}

test('the first start makes a wallet and tells its words once; later ones ask for its passphrase; who ends it can start it again', async t => {
	const {program, host, dataDir} = await openProgram(t);
	t.is(await host.question(), 'protection');
	const phrase = await host.start({passphrase: 'correct horse'});
	t.is(phrase!.split(' ').length, 12);
	const {running, store} = host.state;
	// Not with fetch, which refuses port 6000.
	const stats = await connectPool(running!.url).stats();
	t.is(stats.address, running!.address);
	await reached(store!, state => state.stats !== undefined);
	t.deepEqual(program.state.wallets, ['default'], 'the pool\'s wallet is nobody\'s to spend from');
	await host.stop();
	t.like(host.state, {phase: 'off', running: undefined, store: undefined});
	await t.throwsAsync(connectPool(running!.url).stats());
	t.is(program.settings.pool, undefined, 'who stopped it does not want it');

	t.is(await host.question(), 'passphrase');
	await t.throwsAsync(host.start({passphrase: 'wrong'}), {code: 'passphrase_wrong'});
	t.is(host.state.phase, 'off');
	t.is(await host.start({passphrase: 'correct horse'}), undefined);
	t.is(host.state.running!.address, running!.address);
	await program.stop();
	await t.throwsAsync(connectPool(host.state.running?.url ?? running!.url).stats());

	const again = await openProgram(t, dataDir);
	t.is(again.program.settings.pool, again.program.state.network!.genesis.hash, 'it ran when the program ended');
	t.is(again.host.state.phase, 'off', 'and is not started by itself');
});

test('starting and stopping at once ends as the last word was', async t => {
	const {host} = await openProgram(t);
	await Promise.all([host.start('none'), host.start('none'), host.stop()]);
	t.is(host.state.phase, 'off');
	t.is(await host.question(), 'nothing');
	await Promise.all([host.stop(), host.start('none')]);
	t.is(host.state.phase, 'running');
	await host.end();
	await host.start('none');
	t.is(host.state.phase, 'off', 'its session has ended');
});
