import {readdir} from 'node:fs/promises';
import test from 'ava';
import {temporaryHome} from '../harness/program.js';

for (const isJson of [false, true]) {
	test.serial(`demo${isJson ? ' --json' : ''} shows a coin mined and sent in under 30 seconds, and leaves nothing behind`, async t => {
		const home = await temporaryHome(t);
		const start = performance.now();
		const {code, stdout, stderr} = await home.run(['demo', ...(isJson ? ['--json'] : [])]);
		t.is(code, 0);
		t.is(stderr, '');
		t.true(performance.now() - start < 30_000);
		t.deepEqual(await readdir(home.temporary), []);
		t.deepEqual(await readdir(home.file('.')), ['tmp']);
		if (isJson) {
			const events = stdout.trimEnd().split('\n').map(line => JSON.parse(line) as {event: string; balance?: string; payment?: {status: {confirmed: boolean}}});
			for (const event of ['network', 'ready', 'wallet', 'mining', 'block', 'mature', 'sent', 'confirmed', 'balance', 'verified']) {
				t.true(events.some(each => each.event === event), `event ${event}`);
			}

			t.like(events.at(-1), {event: 'result', payment: {status: {confirmed: true}}});
			t.is(events.findLast(({event}) => event === 'balance')!.balance, '2.5');
		} else {
			t.regex(stdout, /^A wallet for alice: demo1q.*^Block #\d+ confirms it\..*^bob has 2\.5$.*^Done in [\d.]+ s\./msv);
		}
	});
}
