import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import type {Balance} from '../../source/engine/wallet/balance.js';
import type {NetworkFile} from '../../source/protocol/network.js';
import {Home} from '../harness/program.js';

const home = await Home.open('club');
test.after.always(async () => {
	await home.close();
});

type Created = {readonly name: string; readonly genesis: string; readonly file: NetworkFile};
const friend = ['--data-dir', home.file('friend')];
let club: Created;

test.serial('a network of one\'s own is made, listed and shown, and its genesis is its name', async t => {
	club = await home.json<Created>(['network', 'create', 'club', '--preset', 'dev', '--symbol', 'CLB', '--reward', '12.5', '--message', 'for the club']);
	t.like(club, {name: 'club', file: {name: 'club', symbol: 'CLB', address_prefix: 'club', reward: '12.5', message: 'for the club', coinbase_maturity: 1}});
	const listed = await home.json<Array<{name: string; id: string; genesis: string; built_in: boolean}>>(['network', 'list']);
	t.deepEqual(listed.map(({name}) => name), ['main', 'dev', 'club']);
	t.like(listed[2], {id: `club-${club.genesis.slice(0, 8)}`, genesis: club.genesis, built_in: false});
	t.deepEqual(await home.json(['network', 'show', 'club']), club.file);
	t.deepEqual(JSON.parse(await readFile(path.join(home.data, listed[2]!.id, 'network.json'), 'utf8')), club.file);
});

test.serial('on it, coins are mined', async t => {
	const {address} = await home.json<{address: string}>(['wallet', 'new', '--no-passphrase']);
	t.regex(address, /^club1q/v);
	await home.events(['mine', '--blocks', '3']);
	t.like(await home.json<Balance>(['balance']), {balance: '25', immature: '12.5'});
	t.regex(await home.text(['balance']), /^Balance +25 CLB$/mv);
	t.like(await home.json(['status', '--network', `club-${club.genesis.slice(0, 8)}`]), {height: 3, genesis: club.genesis});
});

test.serial('somebody else adds it from what was shown, and can ask its node', async t => {
	const file = home.file('club.json');
	await writeFile(file, await home.text(['network', 'show', '--network', 'club']));
	t.deepEqual(await home.json(['network', 'add', file, ...friend]), {name: 'club', genesis: club.genesis});
	// The same one twice is no error.
	t.like(await home.json(['network', 'add', file, ...friend]), {genesis: club.genesis});
	const {url} = await home.startNode();
	t.like(await home.json(['status', '--node', url, ...friend]), {height: 3, genesis: club.genesis});
});

test.serial('another network of the same name is refused', async t => {
	const refused = await home.refused(['network', 'create', 'club', '--preset', 'dev', '--message', 'for another club']);
	t.like(refused, {exit: 2, code: 'network_exists'});
	t.true(refused.message.includes(club.genesis));
	const file = home.file('other.json');
	await writeFile(file, JSON.stringify({...club.file, reward: '13'}));
	t.like(await home.refused(['network', 'add', file]), {exit: 2, code: 'network_exists'});
	t.like(await home.refused(['network', 'create', 'dev']), {exit: 2, code: 'network_exists'});
});

const bounds: ReadonlyArray<readonly [field: string, words: readonly string[]]> = [
	['name', ['Club House']],
	['block_time', ['new', '--block-time', '3601']],
	['reward', ['new', '--reward', '100000']],
	['pow_limit_bits', ['new', '--pow-limit-bits', '217fffff']],
	['max_time_drift', ['new', '--max-time-drift', '11']],
	['allocations', ['new', '--allocate', 'dev1qzeeyh5nfvcy86d29k3ua03338nf37unxzkc3cn=5']],
];

for (const [field, words] of bounds) {
	test.serial(`network create ${words.join(' ')} is out of bounds: ${field}`, async t => {
		const refused = await home.refused(['network', 'create', ...words]);
		t.like(refused, {exit: 2, code: 'network_invalid', details: {field}});
		t.true(refused.message.includes(field));
	});
}

test.serial('a file that is no network is refused, and says why', async t => {
	const file = home.file('broken.json');
	await writeFile(file, '{"name": "club"');
	t.like(await home.refused(['network', 'add', file]), {exit: 2, code: 'invalid_json'});
	await writeFile(file, JSON.stringify({...club.file, name: 'later', genesis_time: 4_294_967_295}));
	t.like(await home.refused(['network', 'add', file]), {exit: 2, code: 'network_invalid', details: {field: 'genesis_time'}});
	await writeFile(file, JSON.stringify({...club.file, name: 'more', colour: 'red'}));
	t.like(await home.refused(['network', 'add', file]), {exit: 2, code: 'network_invalid', details: {field: 'colour'}});
	t.like(await home.refused(['network', 'add', home.file('none.json')]), {exit: 2, code: 'file_unreadable'});
	const {length} = await home.json<unknown[]>(['network', 'list']);
	t.is(length, 3);
});
