import {readdir, readFile, stat, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {LogFile} from '../../source/runtime/log-file.js';
import {temporaryFolder} from '../engine/storage/temporary-folder.js';

const clock = () => Date.UTC(2027, 0, 2, 3, 4, 5);

async function place(t: ExecutionContext): Promise<string> {
	return path.join(await temporaryFolder(t), 'chain-tui.log');
}

test('a line has the time in front, and is one line whatever is in it', async t => {
	const location = await place(t);
	const log = new LogFile(location, clock);
	log.write('node started');
	log.write('bad\nnews\u001B[2J');
	await log.close();
	t.is(await readFile(location, 'utf8'), '2027-01-02T03:04:05.000Z node started\n2027-01-02T03:04:05.000Z bad news [2J\n');
	const {mode} = await stat(location);
	t.is(mode & 0o777, 0o600);
});

test('nothing to say makes no file', async t => {
	const location = await place(t);
	await new LogFile(location, clock).close();
	await t.throwsAsync(stat(location), {code: 'ENOENT'});
});

test('a session goes on where the one before it ended', async t => {
	const location = await place(t);
	for (const text of ['first', 'second']) {
		const log = new LogFile(location, clock);
		log.write(text);
		await log.close();
		await log.close();
	}

	const text = await readFile(location, 'utf8');
	t.deepEqual(text.match(/first|second/gv), ['first', 'second']);
});

test('a full file makes way for the next, and the oldest goes', async t => {
	const location = await place(t);
	const log = new LogFile(location, clock);
	const line = 'x'.repeat(900_000);
	for (let number = 0; number < 14; number++) {
		log.write(`${number} ${line}`);
		// Waiting until it is on the disk, as time would.
		await log.close();
	}

	const names = await readdir(path.dirname(location));
	t.deepEqual(names.toSorted(), ['chain-tui.log', 'chain-tui.log.1', 'chain-tui.log.2', 'chain-tui.log.3']);
	const texts = await Promise.all(names.toSorted().map(async name => readFile(path.join(path.dirname(location), name), 'latin1')));
	t.true(texts.every(text => text.length <= 2_000_000));
	t.deepEqual(texts.map(text => text.match(/ \d+ x/gv)?.map(match => Number.parseInt(match, 10))), [[12, 13], [10, 11], [8, 9], [6, 7]]);
});

test('a disk that takes no log ends nothing', async t => {
	const folder = await temporaryFolder(t);
	await writeFile(path.join(folder, 'dev'), 'a file where the folder should be');
	const log = new LogFile(path.join(folder, 'dev', 'chain-tui.log'), clock);
	log.write('one');
	log.write('two');
	await log.close();
	t.deepEqual(await readdir(folder), ['dev']);
});
