import {readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {program, temporaryHome} from '../harness/program.js';
import {openTerminal, ownModes} from '../harness/terminal.js';

/*
Ctrl-Z, `bg` and `fg` in a shell with jobs.
*/

(process.platform === 'linux' ? test.serial : test.serial.skip)('ctrl+z gives the terminal to the shell, bg draws nothing over it, and fg draws all of it in the new size', async t => {
	const home = await temporaryHome(t, 'dev');
	await home.json(['wallet', 'new', '--no-passphrase']);
	const terminal = await openTerminal(t, {home: path.dirname(home.data), command: ['bash', '--norc', '--noprofile', '--noediting', '-i'], env: {PS1: 'shell> '}});
	// A shell that is killed leaves its jobs behind, and one that is stopped does not hear that.
	const jobs = () => readFileSync(`/proc/${terminal.pid}/task/${terminal.pid}/children`, 'utf8').trim().split(' ').filter(text => text !== '').map(Number);
	let started: readonly number[] = [];
	t.teardown(() => {
		for (const pid of started) {
			try {
				process.kill(pid, 'SIGKILL');
			} catch {
				// It has ended, as it should.
			}
		}
	});

	await terminal.expectFrame(/shell>$/v);
	terminal.type('echo "before $(stty -g)"\r');
	await terminal.expectFrame(/before [\da-f]+:[\s\S]*shell>$/v);
	terminal.type(`${process.execPath} ${program} --network dev\r`);
	await terminal.expectFrame(/ 1 Node .* dev #0/v);
	started = jobs();
	await terminal.press('3', 'space');
	await terminal.expectFrame(/dev #[1-9]/v);

	await terminal.press('ctrl+z');
	await terminal.expectFrame(/Stopped[\s\S]*shell>$/v);
	t.deepEqual(terminal.modes(), ownModes);
	terminal.type('echo "after $(stty -g)"\r');
	await terminal.expectFrame(/after [\da-f]+:[\s\S]*shell>$/v);
	const {before, after} = /before (?<before>[\da-f:]{20,})[\s\S]*after (?<after>[\da-f:]{20,})/v.exec(terminal.raw())!.groups!;
	t.is(after, before, 'keys and lines are as the shell had them');

	const written = terminal.raw().length;
	terminal.type('bg\r');
	await terminal.expectFrame(/\[1\]\+ .*&\s+shell>/v);
	terminal.type('echo "still $((40 + 2))"\r');
	await terminal.expectFrame(/still 42/v);
	t.deepEqual(terminal.modes(), ownModes);
	// The first touch of the terminal from behind has it stopped again, as any program. Before the shell knows, `fg` would wait for what does not run.
	for (;;) {
		const asked = terminal.raw().length;
		terminal.type('jobs\r');
		await terminal.expectFrame(() => /jobs[\s\S]*\[1\][\s\S]*shell> $/v.test(terminal.raw().slice(asked)));
		if (/jobs[\s\S]*Stopped/v.test(terminal.raw().slice(asked))) {
			break;
		}
	}

	t.false(terminal.raw().slice(written).includes('\u001B['), 'nothing is drawn from behind');

	terminal.resize(100, 30);
	terminal.type('fg\r');
	const frame = await terminal.expectFrame(now => now.includes('─ Hashrate ─') && now.split('\n').length === 30);
	t.true(frame.split('\n').some(line => line.length === 100), 'it is as wide as the terminal is now');
	const height = Number(/dev #(?<height>\d+)/v.exec(frame)!.groups!['height']);
	await terminal.expectFrame(now => Number(/dev #(?<height>\d+)/v.exec(now)?.groups!['height'] ?? 0) > height);

	await terminal.press('ctrl+c');
	await terminal.expectFrame(/shell>$/v);
	t.deepEqual(terminal.modes(), ownModes);
	t.deepEqual(jobs(), []);
	terminal.type('exit\r');
	await terminal.exit;
});
