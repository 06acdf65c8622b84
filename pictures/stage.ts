import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {Home} from '../test/harness/program.js';
import {TestTerminal} from '../test/harness/terminal.js';

/** What pictures are taken of. */
export type Stage = {
	readonly home: Home;
	readonly terminal: TestTerminal;
	readonly close: () => Promise<void>;
};

/** Everybody knows these words, and so the wallet of the pictures has the same address in every one of them. */
const PHRASE = `${'abandon '.repeat(11)}about`;

const SIZE = {columns: 100, rows: 30} as const;

/** Long enough for the chart of a minute to be full. */
const MINING_MS = 75_000;

/** The program in a terminal, on a computer that knows nothing else. */
export function openStage(home: Home, size: {readonly columns: number; readonly rows: number}, args: readonly string[] = []): Stage {
	const terminal = new TestTerminal({...size, args}, path.dirname(home.data));
	return {
		home,
		terminal,
		async close() {
			await terminal.close();
			await home.close();
		},
	};
}

/** A network at work: somebody mines, pays and is paid, mines on a pool then, and one payment waits. */
export async function livelyStage(): Promise<Stage> {
	const home = await Home.open('club');
	await home.text(['network', 'create', 'club']);
	await home.text(['wallet', 'restore', 'default', '--no-passphrase'], {stdin: `${PHRASE}\n`});
	for (const name of ['alice', 'bob']) {
		const {address} = await home.json<{address: string}>(['wallet', 'new', name, '--no-passphrase']);
		await home.text(['contact', 'add', name, address]);
	}

	const stage = openStage(home, SIZE, ['--network', 'club', '--wallet', 'default']);
	try {
		await liven(stage);
		return stage;
	} catch (error) {
		await stage.close();
		throw error;
	}
}

async function liven({home, terminal}: Stage): Promise<void> {
	await terminal.expectFrame(/ 1 Node /v);
	await terminal.press('3', '+', 'space');
	const mined = delay(MINING_MS);
	await terminal.expectFrame(/club #\d{2,}/v);
	const {addresses: [me]} = await home.json<{addresses: [string]}>(['wallet', 'address', '--wallet', 'default']);
	await mined;
	const payments = [
		['default', 'alice', '25', 'welcome to the club'],
		['default', 'bob', '12.5', 'for the pizza'],
		['alice', me, '4.25', 'my share of the pizza'],
	] as const;
	for (const [wallet, recipient, amount, memo] of payments) {
		await home.text(['send', recipient, amount, '--memo', memo, '--wallet', wallet, '--yes', '--wait']);
	}

	await openPool(terminal);
	await home.text(['send', 'alice', '1.5', '--memo', 'coffee', '--wallet', 'default', '--yes']);
}

/** Starts a pool, and has the miner go over to it until the pool has paid. */
async function openPool(terminal: TestTerminal): Promise<void> {
	await terminal.press('2', 'space');
	await terminal.expectFrame(/A wallet for the pool/v);
	await terminal.press('enter', 'enter');
	await terminal.expectFrame(/The words of the pool/v);
	await terminal.press('enter');
	await terminal.expectFrame(/stratum\+tcp/v);
	await terminal.press('3', 'm');
	await terminal.expectFrame(/your pool +127/v);
	await terminal.press('enter');
	await terminal.expectFrame(/own, connected/v);
	await terminal.press('2');
	await terminal.expectFrame(/paid [1-9].* payouts?/v, {timeoutMs: 120_000});
}
