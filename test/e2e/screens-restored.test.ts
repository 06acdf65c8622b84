import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {DEV_FOLDER} from '../harness/dev-folder.js';
import {type Home, program, temporaryHome} from '../harness/program.js';
import {openTerminal, ownModes, type TestTerminal} from '../harness/terminal.js';

/*
However the program ends, while it mines: the terminal is as it was, by what the system says of it (`stty`) and by what a terminal makes of the output; what went wrong is told; nothing keeps running; the store is whole.
*/

/** A shell that says how its terminal is before and after. */
const shell = `
echo "before $(stty -g)"
sh -c 'echo "pid $$"; exec "$@"' sh "$@"
echo "exit $?"
echo "after $(stty -g)"
`;

/** Loaded before the program: at a signal, something in it breaks that nobody expects to. */
const broken: Readonly<Record<string, string>> = {
	drawing: 'process.on("SIGUSR2", () => { Number.prototype.toLocaleString = () => { throw new Error("it fell over") } })',
	key: 'const {kill} = process; process.kill = (pid, signal) => { if (signal === "SIGSTOP") throw new Error("it fell over"); return kill.call(process, pid, signal) }',
	event: 'process.on("SIGUSR2", () => { throw new Error("it fell over") })',
	promise: 'process.on("SIGUSR2", () => { void Promise.reject(new Error("it fell over")) })',
};

type Opened = {readonly home: Home; readonly terminal: TestTerminal; readonly pid: number; readonly miners: readonly number[]};

/** The program in a shell of its own, mining. */
async function openMining(t: ExecutionContext, breaks?: string, script = shell): Promise<Opened> {
	const home = await temporaryHome(t, 'dev');
	await home.json(['wallet', 'new', '--no-passphrase']);
	const flags = breaks === undefined ? [] : ['--import', `data:text/javascript,${encodeURIComponent(broken[breaks]!)}`];
	const terminal = await openTerminal(t, {home: path.dirname(home.data), args: ['--network', 'dev'], command: ['sh', '-c', script, 'sh', process.execPath, ...flags, program]});
	await terminal.expectFrame(/ 1 Node .* dev #0/v);
	await terminal.press('3', 'space');
	await terminal.expectFrame(/dev #[1-9]/v);
	const pid = Number(/pid (?<pid>\d+)/v.exec(terminal.raw())!.groups!['pid']);
	t.teardown(() => {
		if (isAlive(pid)) {
			process.kill(pid, 'SIGKILL');
		}
	});
	const miners = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
	t.true(miners.length > 0 && miners.every(miner => miner > 0));
	return {home, terminal, pid, miners};
}

function isAlive(pid: number): boolean {
	try {
		// A process that nobody has asked for its exit code yet is over, too.
		return !/^State:\s+Z/mv.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
	} catch {
		return false;
	}
}

/** Nothing of it runs any more, and what it kept is whole. */
async function checkEnd(t: ExecutionContext, {home, pid, miners}: Opened): Promise<void> {
	t.deepEqual([pid, ...miners].filter(each => isAlive(each)), []);
	t.false(existsSync(path.join(home.data, DEV_FOLDER, 'endpoint.json')), 'nobody is told to ask a node that is gone');
	const {height} = await home.json<{height: number}>(['chain', 'verify']);
	t.true(height > 0);
}

type Way = {
	/** How it is brought about. */
	readonly end: (opened: Opened) => unknown;
	readonly exit: number;
	readonly breaks?: keyof typeof broken;
};

const signal = (name: NodeJS.Signals) => ({pid}: Opened) => process.kill(pid, name);

const ways: Readonly<Record<string, Way>> = {
	'q, and yes': {
		async end({terminal}) {
			await terminal.press('q');
			await terminal.expectFrame(/Stop it and quit\?/v);
			await terminal.press('tab', 'enter');
		},
		exit: 0,
	},
	'ctrl+c': {end: async ({terminal}) => terminal.press('ctrl+c'), exit: 0},
	'ctrl+c, twice': {end: async ({terminal}) => terminal.press('ctrl+c', 'ctrl+c'), exit: 0},
	SIGTERM: {end: signal('SIGTERM'), exit: 0},
	SIGINT: {end: signal('SIGINT'), exit: 0},
	SIGHUP: {end: signal('SIGHUP'), exit: 0},
	'a crash while drawing': {end: signal('SIGUSR2'), exit: 1, breaks: 'drawing'},
	'a crash in what a key does': {end: async ({terminal}) => terminal.press('ctrl+z'), exit: 1, breaks: 'key'},
	'a crash in an event': {end: signal('SIGUSR2'), exit: 1, breaks: 'event'},
	'a crash in a promise': {end: signal('SIGUSR2'), exit: 1, breaks: 'promise'},
};

const onLinux = process.platform === 'linux' ? test.serial : test.serial.skip;

for (const [name, {end, exit, breaks}] of Object.entries(ways)) {
	onLinux(`${name}: the terminal is as it was`, async t => {
		const opened = await openMining(t, breaks);
		const {terminal} = opened;
		t.like(terminal.modes(), {isAlternate: true, isCursorVisible: false, isBracketedPaste: true, isWrapping: false});
		await end(opened);
		await terminal.exit;
		t.deepEqual(terminal.modes(), ownModes);
		const {before, after, code} = /before (?<before>\S+)[\s\S]*exit (?<code>\d+)\s+after (?<after>\S+)/v.exec(terminal.raw())!.groups!;
		t.is(after, before, 'what the system does with keys and lines');
		t.is(Number(code), exit);
		const text = terminal.scrolledText().join('\n');
		t.is(text.includes('it fell over'), breaks !== undefined, text);
		t.is(text.includes('chain-tui: '), breaks !== undefined, text);
		await checkEnd(t, opened);
	});
}

onLinux('a line that drops: nothing keeps running, and the store is whole', async t => {
	const opened = await openMining(t, undefined, 'echo "pid $$"; exec "$@"');
	opened.terminal.hangUp();
	await opened.terminal.exit;
	await checkEnd(t, opened);
});
