import test from 'ava';
import fc from 'fast-check';
import {bytesToHex} from '../../source/protocol/bytes.js';
import {
	canonicalJson, networkId, type NetworkFile, parseNetwork,
} from '../../source/protocol/network.js';
import {builtInNetworks, presets} from '../../source/protocol/presets.js';
import {areBitsValid} from '../../source/protocol/target.js';
import {addressOn, alice} from '../harness/keys.js';
import {mainNetwork, TEST_NOW} from '../harness/networks.js';
import {readVectors} from '../harness/vectors.js';

const vectors = readVectors('genesis.json');

for (const {file, canonical, merkle_root, header, hash} of vectors) {
	test(`the genesis of "${file.name}" is that of the vectors`, t => {
		const {genesis} = parseNetwork(file, TEST_NOW);
		t.is(canonicalJson(file), canonical);
		t.is<string, string>(genesis.header.merkleRoot, merkle_root);
		t.is(bytesToHex(genesis.bytes), header);
		t.is<string, string>(genesis.hash, hash);
	});
}

test('the built-in networks are those of the vectors', t => {
	t.deepEqual(builtInNetworks, vectors.slice(0, 2).map(({file}) => file));
});

test('every preset is within the bounds', t => {
	for (const preset of Object.values(presets)) {
		t.notThrows(() => parseNetwork(preset, TEST_NOW));
	}
});

test('a folder carries the name and the beginning of the hash', t => {
	t.is(networkId(parseNetwork(presets.dev, TEST_NOW)), 'dev-e21bd7e2');
});

test('numbers and amounts come out in their units', t => {
	const club = vectors[2];
	t.like(parseNetwork(club!.file, TEST_NOW), {
		name: 'club', symbol: 'CLB', addressPrefix: 'clb', blockTime: 5, reward: 50_000_000n, halvingInterval: 1_051_200, coinbaseMaturity: 10,
		retargetWindow: 20, powLimitBits: 0x1f00_ffff, maxTimeDrift: 10, maxBlockBytes: 500_000,
		allocations: [{account: '751e76e8199196d454941c45d1b3a323f1433bd6', amount: 123_450_000_000n}],
	});
});

test('the order in which a file lists its fields does not matter', t => {
	const names = Object.keys(presets.main);
	fc.assert(fc.property(fc.shuffledSubarray(names, {minLength: names.length}), order => {
		const shuffled = Object.fromEntries(order.map(name => [name, presets.main[name as keyof NetworkFile]]));
		t.is<string, string>(parseNetwork(shuffled, TEST_NOW).genesis.hash, vectors[0]!.hash);
	}));
});

test('canonical JSON is JSON with the same content', t => {
	fc.assert(fc.property(fc.json(), json => {
		const value: unknown = JSON.parse(json);
		t.deepEqual(JSON.parse(canonicalJson(value)), value);
	}));
	t.is(canonicalJson({b: [1, {d: null, c: true}], a: 'é"\n'}), String.raw`{"a":"é\"\n","b":[1,{"c":true,"d":null}]}`);
});

test('the genesis hash commits to every parameter', t => {
	const others: Partial<NetworkFile> = {
		name: 'x', symbol: 'X', address_prefix: 'xx', genesis_time: 1, message: 'x', block_time: 31, reward: '1', halving_interval: 100,
		coinbase_maturity: 1, retarget_window: 21, pow_limit_bits: '1e00ffff', max_time_drift: 1, max_block_bytes: 10_000,
		allocations: [{address: addressOn(alice, mainNetwork), amount: '1'}],
	};
	t.deepEqual(Object.keys(others), Object.keys(presets.main));
	const hashes = Object.entries(others).map(([name, value]) => parseNetwork({...presets.main, [name]: value}, TEST_NOW).genesis.hash);
	t.is(new Set([vectors[0]!.hash, ...hashes]).size, hashes.length + 1);
});

test('whatever JSON is given, it is a network within the bounds, or refused with the field to blame', t => {
	const names = Object.keys(presets.dev);
	fc.assert(fc.property(fc.constantFrom(...names, 'other'), fc.jsonValue(), (name, value) => {
		let field: unknown = name;
		try {
			const network = parseNetwork({...presets.dev, [name]: value}, TEST_NOW);
			field = areBitsValid(network.powLimitBits, 0x207f_ffff) && network.reward > 0n ? name : 'out of bounds';
		} catch (error) {
			field = (error as {field?: unknown}).field;
		}

		t.true(field === name || (name === 'halving_interval' && field === 'reward'), `${name}: ${JSON.stringify(value)}`);
	}), {numRuns: 1000});
});
