import {writeFileSync} from 'node:fs';
import {readdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {commands} from '../../source/commands/list.js';
import type {Balance} from '../../source/engine/wallet/balance.js';
import {Home} from '../harness/program.js';

/*
Every command that is in the list, once for a program and once for a person, with an encrypted wallet whose secrets none of them may tell.
*/

const home = await Home.open();
const passphraseFile = home.file('passphrase');
const PASSPHRASE = 'xylophone-quartz-jigsaw';
const bob = 'dev1qzeeyh5nfvcy86d29k3ua03338nf37unxzkc3cn';
/** What one command tells another. */
const known = {phrase: '', address: '', transaction: '', signature: ''};

/** What commands said that may not tell the phrase. */
const said: string[] = [];

test.before(async () => {
	await writeFile(passphraseFile, `${PASSPHRASE}\n`);
	Object.assign(known, await home.json(['wallet', 'new', '--passphrase-file', passphraseFile]));
	await home.startNode();
});

test.after.always(async () => {
	await home.close();
});

type Case = {
	/** What follows the name of the command, in the run for a program and in that for a person. */
	readonly words: (run: 'json' | 'text') => readonly string[];
	readonly stdin?: () => string;
	/** What a person reads, at least. */
	readonly shows: RegExp;
	/** Those that show the phrase have to. */
	readonly tellsPhrase?: boolean;
};

const offline = ['--data-dir', home.file('offline')];
const none = () => [];

/** In the order in which they are run. */
const cases: Readonly<Record<string, Case>> = {
	mine: {words: () => ['--blocks', '2', '--threads', '1'], shows: /^Mining with 1 process, kernel \w+\n(?:Kernel .+\n|Block #[34] [\da-f]{64}\n){2,3}2 blocks, [\d,]+ hashes in [\d.]+ s\n$/v},
	'wallet new': {words: run => [`new-${run}`, '--no-passphrase'], shows: /^Wallet new-text\n\n {2}dev1q.*\n\nIts phrase\./v},
	'wallet restore': {words: run => [`old-${run}`, '--no-passphrase'], stdin: () => `${known.phrase}\n`, shows: /^Wallet old-text\n\n {2}dev1q/v},
	'wallet list': {words: none, shows: /^NAME .*\ndefault +dev1q.* yes\n/v},
	'wallet address': {words: () => ['--wallet', 'default'], shows: /^dev1q[a-z\d]+\n$/v},
	'wallet watch': {words: () => [bob, 'the club', '--wallet', 'default'], shows: /^Watching dev1q/v},
	'wallet export': {words: () => ['--wallet', 'default', '--passphrase-file', passphraseFile], shows: /^(?:[a-z]+ ){11}[a-z]+\n$/v, tellsPhrase: true},
	'wallet sign': {words: () => ['hello', '--wallet', 'default', '--passphrase-file', passphraseFile], shows: /^[\w+\/]{40,}=*\n$/v},
	'wallet verify': {words: () => [known.address, 'hello', known.signature], shows: /^Signed with the key of dev1q/v},
	balance: {words: () => ['--wallet', 'default'], shows: /^Wallet default\n\nBalance +150 DEV\nSpendable +150\nImmature +50\nPending in +0\nPending out +0\n\nADDRESS .*\ndev1q/v},
	history: {words: () => ['--wallet', 'default', '--limit', '1'], shows: /^TIME \(UTC\) .*\n\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +mined +50 +0 +200 +4 +[\da-f]{64}\n$/v},
	send: {words: () => [bob, '1.5', '--yes', '--wallet', 'default', '--passphrase-file', passphraseFile], shows: /^Sent: [\da-f]{64}\n$/v},
	'contact add': {words: run => [`bob-${run}`, bob], shows: /^bob-text is dev1q/v},
	'contact list': {words: none, shows: /^NAME +ADDRESS\nbob-json +dev1q.*\nbob-text +dev1q/v},
	'contact remove': {words: run => [`bob-${run}`], shows: /^bob-text is forgotten\n$/v},
	status: {words: none, shows: /^Network +dev\n(?:.*\n)*Node +http:\/\/127\.0\.0\.1:\d+\nHeight +4\n/v},
	block: {words: () => ['1'], shows: /^Block +#1\nHash +[\da-f]{64}\n/v},
	tx: {words: () => [known.transaction], shows: /^Transaction +[\da-f]{64}\nType +transfer\nFrom +dev1q.*\nTo +dev1q\w+ {2}1\.5\n(?:.*\n)*Status +pending\n/v},
	mempool: {words: none, shows: /^SINCE \(UTC\) .*\n.* [\da-f]{64} +1 /v},
	peers: {words: none, shows: /^No peers\n$/v},
	'chain export': {words: run => [home.file(`${run}.jsonl`), ...offline], shows: /^0 blocks in /v},
	'chain import': {words: run => [home.file(`${run}.jsonl`), ...offline], shows: /^0 new blocks, 0 known before\n$/v},
	'chain verify': {words: () => offline, shows: /^0 blocks are in order; the tip is [\da-f]{64}\n$/v},
	'chain rebuild': {words: () => offline, shows: /^0 blocks; height 0, tip [\da-f]{64}\n$/v},
	'network list': {words: none, shows: /^NAME .*\nmain +TUI +30 s .*\ndev +DEV +1 s /v},
	'network show': {words: none, shows: /^\{\n\t"name": "dev",\n/v},
	'network create': {words: run => [run], shows: /^Network text, genesis [\da-f]{64}\nMine on it: /v},
	'network add': {words: () => [home.file('network.json')], shows: /^Network dev, genesis [\da-f]{64}\n$/v},
};

/** Those that have tests of their own. */
const elsewhere = new Set(['demo', 'node', 'join', 'pool', 'peers add', 'peers remove']);

test.serial('every command is here or has tests of its own', t => {
	t.deepEqual(Object.keys(cases).toSorted(), commands.map(({name}) => name).filter(name => !elsewhere.has(name)).toSorted());
});

for (const [name, {words, stdin, shows, tellsPhrase = false}] of Object.entries(cases)) {
	test.serial(`${name} answers a program and a person`, async t => {
		const options = {stdin: stdin?.() ?? ''};
		const json = await home.run([...name.split(' '), ...words('json'), '--json'], options);
		t.is(json.stderr, '');
		t.is(json.code, 0);
		const documents = json.stdout.trimEnd().split('\n').map(line => JSON.parse(line) as unknown);
		t.is(documents.length > 1, name === 'mine');
		remember(name, documents[0], json.stdout);

		const text = await home.run([...name.split(' '), ...words('text')], options);
		t.is(text.code, 0);
		t.regex(text.stdout, shows);
		t.is(text.stdout.includes(known.phrase), tellsPhrase);
		if (!tellsPhrase) {
			said.push(json.stdout, json.stderr, text.stdout, text.stderr);
		}
	});
}

/** What a later command is asked about. */
function remember(name: string, document: unknown, stdout: string): void {
	switch (name) {
		case 'send': {
			known.transaction = (document as {id: string}).id;

			break;
		}

		case 'wallet sign': {
			known.signature = (document as {signature: string}).signature;

			break;
		}

		case 'network show': {
			writeFileSync(home.file('network.json'), stdout);

			break;
		}
	// No default
	}
}

test.serial('no command but those that are asked for it tells the phrase or the passphrase, and no file has them', async t => {
	const wallet = await home.json<Balance>(['balance', '--wallet', 'default']);
	t.is(String(wallet.accounts[0]!.address), known.address);
	t.true(said.length > 100);
	const files = await readdir(home.data, {recursive: true, withFileTypes: true});
	const texts = await Promise.all(files.filter(file => file.isFile() && !/^(?:old|new)-/v.test(file.name)).map(async file => readFile(path.join(file.parentPath, file.name), 'latin1')));
	t.true(texts.length > 5);
	for (const text of [...said, ...texts]) {
		t.false(text.includes(known.phrase));
		t.false(text.includes(PASSPHRASE));
		t.false(text.includes(known.phrase.split(' ').slice(0, 3).join(' ')));
	}
});

test.serial('every kind of help goes to stdout', async t => {
	for (const [words, shows] of [
		[['--help'], /Usage\n {2}chain-tui COMMAND/v],
		[['wallet', '--help'], /wallet new \[NAME\]/v],
		[['send', '--help'], /Usage\n {2}chain-tui send \[ADDRESS\] \[AMOUNT\] \[FLAGS\]\n(?:.*\n)* {2}--from-csv FILE/v],
		[['wallet', 'new', '--help'], /--no-passphrase/v],
	] as const) {
		t.regex(await home.text(words), shows);
	}
});
