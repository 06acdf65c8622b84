import process from 'node:process';
import test from 'ava';
import {program} from '../harness/program.js';
import {openTerminal} from '../harness/terminal.js';
import {practise} from './first-run-steps.js';

/*
What a terminal gets while a miner runs and blocks arrive: nothing that clears it, scrolls it or is too wide. `npm run test:long` watches for ten minutes.
*/

const minutes = Number(/--minutes=(?<count>[\d.]+)/v.exec(process.argv.join(' '))?.groups!['count'] ?? 0.4);

/** Whatever erases more than a line (ED), resets the terminal (RIS), scrolls it (SU, SD, IND, RI, NEL), or changes to the other screen. */
// eslint-disable-next-line no-control-regex -- Terminals speak in control characters.
const violent = /\u{1B}(?:\[\d*[JST]|c|D|M|E|\[\?(?:1049|47|1047)[hl])|[\n\v\f]/gv;

const BEFORE = 200;

test.serial(`${minutes} minutes of mining clear nothing, scroll nothing, and leave what was there before`, async t => {
	t.timeout((minutes * 60_000) + 120_000);
	const terminal = await openTerminal(t, {command: ['sh', '-c', `seq ${BEFORE}; exec "$@"`, 'sh', process.execPath, program]});
	await practise(terminal);
	await terminal.press('3', 'space');
	await terminal.expectFrame(/practice #[1-9]/v);

	const start = terminal.raw().length;
	const end = performance.now() + minutes * 60_000;
	const looks = [['1', /─ Chain ─/v], ['3', /─ Hashrate ─/v], ['4', /─ History/v], ['?', /─ Keys ─/v], ['escape', /─ History/v]] as const;
	let height = 0;
	for (let round = 0; performance.now() < end; round++) {
		const [key, shows] = looks[round % looks.length]!;
		await terminal.press(key);
		await terminal.expectFrame(shows);
		// Then until the next block: whatever that changes is seen as well.
		const before = height;
		height = heightOf(await terminal.expectFrame(frame => heightOf(frame) > before));
	}

	const written = terminal.raw().slice(start);
	t.deepEqual([...written.matchAll(violent)].map(([match]) => JSON.stringify(match)), []);
	t.true(terminal.widest().every(({columns, width}) => width <= columns));
	t.true(height > 1);
	const perSecond = written.length / (minutes * 60);
	t.log(`${height} blocks, ${Math.round(perSecond)} bytes a second`);
	t.true(perSecond < 20_000, 'only what changes is written');

	await terminal.press('ctrl+c');
	t.like(await terminal.exit, {code: 0});
	t.deepEqual(terminal.scrolledText().slice(0, BEFORE), Array.from({length: BEFORE}, (_, index) => String(index + 1)));
});

const heightOf = (frame: string): number => Number(/practice #(?<height>[\d,]+)/v.exec(frame)?.groups!['height']!.replaceAll(',', '') ?? 0);
