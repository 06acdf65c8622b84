import test from 'ava';
import fc from 'fast-check';
import {type Known, readQuery} from '../../../source/store/explorer/read-query.js';
import {alice, bob} from '../../harness/keys.js';
import {asHash} from '../../../source/protocol/brands.js';

const hash = asHash('00000a3f'.repeat(8));
const known: Known = {
	addressPrefix: 'dev',
	named: [{name: 'Zoë', address: alice.address}, {name: 'al', address: bob.address}, {name: 'Alice', address: alice.address}],
	tip: 1284,
	blocks: [{hash, height: 1284}],
};

const pagesOf = (text: string) => {
	const query = readQuery(text, known);
	return query.kind === 'pages' ? query.offers.map(({page}) => page) : query;
};

for (const text of ['1284', '#1284', ' # 1284 ', '1,284', '1 284', '1_284', '１２８４']) {
	test(`${JSON.stringify(text)} is a height`, t => {
		t.deepEqual(pagesOf(text), [{kind: 'block', id: 1284}]);
	});
}

for (const text of [hash, hash.toUpperCase(), `0x${hash}`, ` ${hash}\n`]) {
	test(`${JSON.stringify(text).slice(0, 20)}… is a hash, of a block or of a transaction`, t => {
		t.deepEqual(readQuery(text, known), {kind: 'hash', hash});
	});
}

test('64 digits are a hash, not a height', t => {
	t.is(readQuery('1'.repeat(64), known).kind, 'hash');
});

test('an address is one in letters of either case, and with spaces in it', t => {
	for (const text of [alice.address, alice.address.toUpperCase(), `${alice.address.slice(0, 9)} ${alice.address.slice(9)}`]) {
		t.deepEqual(pagesOf(text), [{kind: 'address', address: alice.address}]);
	}
});

test('a name is found by its beginning, or a part of it: the whole name first', t => {
	t.deepEqual(pagesOf('al'), [{kind: 'address', address: bob.address}, {kind: 'address', address: alice.address}]);
	t.deepEqual(pagesOf('zoë'), [{kind: 'address', address: alice.address}]);
	t.deepEqual(pagesOf('ICE'), [{kind: 'address', address: alice.address}]);
});

test('the beginning of a hash is enough for a block that was seen lately', t => {
	t.deepEqual(pagesOf('00000a'), [{kind: 'block', id: hash}]);
});

test('the lists, the tip and genesis have names', t => {
	t.deepEqual(pagesOf('mempool'), [{kind: 'mempool'}]);
	t.deepEqual(pagesOf('Tip'), [{kind: 'block', id: 1284}]);
	t.deepEqual(pagesOf('genesis'), [{kind: 'block', id: 0}]);
});

test('what cannot be found is answered as a person would', t => {
	const why = (text: string) => {
		const query = readQuery(text, known);
		return query.kind === 'nothing' ? query.why : query.kind;
	};

	t.is(why('1285'), 'the chain has no such block yet: its newest is #1,284');
	t.is(why('99999999999999'), 'the chain has no such block yet: its newest is #1,284');
	t.is(why(`${alice.address.slice(0, -1)}q`), 'no address: a letter is wrong, missing or too many');
	t.is(why(hash.slice(1)), 'a hash has 64 digits, this has 63');
	t.is(why('pizza'), 'nothing is called so; type a height, a hash, an address (dev1…) or the name of a contact');
	t.is(why('  '), 'empty');
});

test('a good address of another network is called so', t => {
	const query = readQuery(alice.address, {...known, addressPrefix: 'tui', named: []});
	t.like(query, {kind: 'nothing', why: 'this is an address of another network: it begins with dev1, here addresses begin with tui1'});
});

test('whatever is typed, it is read', t => {
	fc.assert(fc.property(fc.string({unit: 'binary', maxLength: 300}), text => {
		const query = readQuery(text, known);
		t.true(['empty', 'pages', 'hash', 'nothing'].includes(query.kind));
	}));
});
