import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import test from 'ava';
import {bob} from '../harness/keys.js';
import {testNetwork} from '../harness/networks.js';
import {openPoolDoor} from '../harness/stratum-door.js';

/*
The judge that is not ours: cpuminer's minerd, where it is on the PATH.
*/

const SECONDS = 20;

const isThere = spawnSync('minerd', ['--version']).status === 0;

/** Shown as skipped where there is none. */
const testIfThere = isThere ? test : test.skip;

testIfThere('minerd mines for 20 seconds: shares accepted, none rejected', async t => {
	t.timeout((SECONDS + 20) * 1000);
	const {port, stratifier, ledger, events} = await openPoolDoor(t, testNetwork({pow_limit_bits: '1e03ffff'}), {clock: Date.now});
	const minerd = spawn('minerd', ['-a', 'sha256d', '-t', '1', '-o', `stratum+tcp://127.0.0.1:${port}`, '-u', `${bob.address}.minerd`, '-p', 'x'], {stdio: ['ignore', 'ignore', 'pipe']});
	t.teardown(() => {
		minerd.kill('SIGKILL');
	});
	let said = '';
	minerd.stderr.setEncoding('utf8').on('data', (text: string) => {
		said += text;
	});
	await new Promise(resolve => {
		setTimeout(resolve, SECONDS * 1000);
	});
	minerd.kill('SIGTERM');
	await once(minerd, 'close');
	const [worker] = stratifier.workers();
	t.log(`${worker?.accepted ?? 0} shares, ${ledger.candidates.length} blocks, ${worker?.agent ?? ''}`);
	t.like(worker, {worker: 'minerd', rejected: 0, stale: 0}, `${said}`);
	t.true(worker!.accepted > 0, `${said}`);
	t.deepEqual(events.filter(({event}) => event === 'rejected'), []);
	t.notRegex(said, /booooo|rejected/v, `${said}`);
	t.true(ledger.candidates.every(({outcome}) => outcome.accepted));
});
