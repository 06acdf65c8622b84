import process from 'node:process';
import {stripVTControlCharacters} from 'node:util';
import test, {type ExecutionContext} from 'ava';
import fc from 'fast-check';
import stringWidth from 'string-width';
import type {Size} from '../../source/hooks/surroundings.js';
import {brokenBoxes} from '../harness/cells.js';
import {golden} from '../harness/golden.js';
import {openShell} from '../harness/shell.js';
import {moments, poseOf, tabs} from './poses.js';

process.env['TZ'] = 'UTC';

const sizes: readonly Size[] = [{columns: 60, rows: 20}, {columns: 80, rows: 24}, {columns: 120, rows: 40}];

/** What is wrong with a frame. */
function faults(frame: string, {columns, rows}: Size): string[] {
	const lines = stripVTControlCharacters(frame).split('\n');
	return [
		...(lines.length > rows ? [`${lines.length} lines`] : []),
		...lines.filter(line => stringWidth(line) > columns).map(line => `too wide: ${line}`),
		...brokenBoxes(lines),
	];
}

async function frameAt(t: ExecutionContext, name: string, size: Size): Promise<string> {
	const moment = moments[name]!;
	const shell = await openShell(t, poseOf(moment), size);
	await shell.press(...moment.keys);
	const {frame} = shell;
	shell.close();
	return frame;
}

for (const name of Object.keys(moments)) {
	test.serial(`${name} fits at every size`, async t => {
		for (const size of sizes) {
			const frame = await frameAt(t, name, size);
			t.deepEqual(faults(frame, size), [], `${size.columns}x${size.rows}\n${stripVTControlCharacters(frame)}`);
		}
	});
}

for (const name of [...Object.keys(tabs).map(screen => `${screen}-busy`), 'first-run', 'opening', 'failed', 'quit', 'node-help', 'wallet-palette']) {
	test.serial(`${name}, all of the terminal, looks as it shall`, async t => {
		for (const size of sizes) {
			golden(t, `${name}-${size.columns}`, await frameAt(t, name, size), size.columns);
		}
	});
}

test.serial('any moment fits into any size that is large enough', async t => {
	await t.notThrowsAsync(async () => fc.assert(fc.asyncProperty(fc.constantFrom(...Object.keys(moments)), fc.integer({min: 60, max: 200}), fc.integer({min: 20, max: 60}), async (name, columns, rows) => {
		const frame = await frameAt(t, name, {columns, rows});
		return faults(frame, {columns, rows}).length === 0;
	}), {numRuns: 40, examples: [['node-huge', 61, 21], ['pool-huge', 200, 60]]}));
});

test('what is broken is found', t => {
	t.deepEqual(brokenBoxes(['┌─ a ─┐', '│     │', '└─────┘']), []);
	t.is(brokenBoxes(['┌─ a ─┐', '│ too long', '└─────┘']).length, 1);
	t.is(brokenBoxes(['┌─ a ─┐', '│     │', '└── ──┘']).length, 1);
	t.is(brokenBoxes(['┌─ a ──', '│     │', '└─────┘']).length, 2);
});
