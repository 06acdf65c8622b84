import test from 'ava';
import {COIN, formatAmount, MAX_MONEY} from '../../source/protocol/amount.js';
import {NetworkError} from '../../source/protocol/network-error.js';
import {type NetworkFile, parseNetwork} from '../../source/protocol/network.js';
import {presets} from '../../source/protocol/presets.js';
import {addressOn, alice, bob} from '../harness/keys.js';
import {mainNetwork, TEST_NOW} from '../harness/networks.js';

/*
Every bound of every field of a network file: the least and the most that are accepted, and what lies one past them.
*/

const {dev} = presets;

/** The field that is blamed, or `undefined` when the file is accepted. */
function blamed(file: unknown, now = TEST_NOW): string | undefined {
	try {
		parseNetwork(file, now);
		return undefined;
	} catch (error) {
		if (error instanceof NetworkError) {
			return error.field;
		}

		throw error;
	}
}

type Bounds = {readonly accepted: readonly unknown[]; readonly refused: readonly unknown[]};

/** Beside these, each field is refused when it is missing or of another type. */
const bounds: Readonly<Record<keyof NetworkFile, Bounds>> = {
	name: {
		accepted: ['a', 'z-09', '-', 'a'.repeat(16)],
		refused: ['', 'a'.repeat(17), 'A', 'ä', 'a b', 'a_b', 'a\n', 'a/b', '..'],
	},
	symbol: {
		accepted: ['A', '0', 'ABCDEF', 'A1B2C3'],
		refused: ['', 'ABCDEFG', 'a', 'A-B', 'Ä', 'A\n'],
	},
	address_prefix: {
		accepted: ['ab', 'abcdefghij'],
		refused: ['a', 'abcdefghijk', 'AB', 'a1', 'a-b', 'äb', 'ab\n', ''],
	},
	genesis_time: {
		accepted: [0, 1, TEST_NOW - 1, TEST_NOW],
		refused: [-1, TEST_NOW + 1, 0xffff_ffff, 0x1_0000_0000, 0.5],
	},
	message: {
		accepted: ['', 'a'.repeat(200), '😀'.repeat(200), '\u0000\n"\\'],
		refused: ['a'.repeat(201), '😀'.repeat(201), '\uD800', 'a\uDC00b', '\uDC00\uD800'],
	},
	block_time: {
		accepted: [1, 2, 3600],
		refused: [0, 3601, -1, 1.5],
	},
	reward: {
		accepted: ['0.00000001', '1', '0.5', formatAmount(MAX_MONEY / 420_000n)],
		refused: ['0', '-1', '1.0', '01', '1e1', '', '0.000000001', formatAmount((MAX_MONEY / 420_000n) + 1n), formatAmount(MAX_MONEY), '90071992.54740992'],
	},
	halving_interval: {
		// 2 * 50 coins * interval <= MAX_MONEY
		accepted: [100, 101, Number(MAX_MONEY / (100n * COIN))],
		refused: [99, 0, -1, 100.5, 0x1_0000_0000],
	},
	coinbase_maturity: {
		accepted: [1, 1000],
		refused: [0, 1001, -1, 1.5],
	},
	retarget_window: {
		accepted: [0],
		refused: [1, 9, 10_001, -1, 10.5],
	},
	pow_limit_bits: {
		accepted: ['207fffff', '207ffffe', '2000ffff', '1f00ffff', '1d00ffff', '01010000'],
		refused: ['20800000', '207fffff ', '2100ffff', '00000000', '1f000fff', '1f80ffff', '1F00FFFF', '0x1f00ff', '1f00fff', '1f00ffff0', 'ff7fffff', '01000001', '01000000', ''],
	},
	max_time_drift: {
		accepted: [1, 60, 315_360_000, 0xffff_ffff],
		refused: [0, -1, 0x1_0000_0000, 0.5],
	},
	max_block_bytes: {
		accepted: [10_000, 10_001, 4_000_000],
		refused: [9999, 4_000_001, 0, -1, 10_000.5],
	},
	allocations: {
		accepted: [
			[],
			[{address: alice.address, amount: '0.00000001'}],
			[{amount: '1', address: alice.address}, {address: bob.address, amount: '2'}],
			// The rest that reward and halvings leave
			[{address: alice.address, amount: formatAmount(MAX_MONEY - (100n * COIN * 210_000n))}],
		],
		refused: [
			{},
			[null],
			[[]],
			['dev1'],
			[{}],
			[{address: alice.address}],
			[{amount: '1'}],
			[{address: alice.address, amount: 1}],
			[{address: alice.address, amount: '0'}],
			[{address: alice.address, amount: '-1'}],
			[{address: alice.address, amount: '1.0'}],
			[{address: alice.address, amount: '1', memo: ''}],
			[{address: 1, amount: '1'}],
			[{address: alice.account, amount: '1'}],
			[{address: alice.address.toUpperCase(), amount: '1'}],
			[{address: ` ${alice.address}`, amount: '1'}],
			[{address: alice.address.replace('dev1', 'tui1'), amount: '1'}],
			[{address: addressOn(alice, mainNetwork), amount: '1'}],
			[{address: alice.address, amount: '1'}, {address: alice.address, amount: '2'}],
		],
	},
};

const wrongTypes: readonly unknown[] = [undefined, null, true, Number.NaN, Number.POSITIVE_INFINITY, {}, [[]]];

const shown = (value: unknown) => (JSON.stringify(value) ?? 'undefined').slice(0, 60);

for (const [field, {accepted, refused}] of Object.entries(bounds)) {
	test(`${field}: what is within the bounds is accepted`, t => {
		for (const value of accepted) {
			t.is(blamed({...dev, [field]: value}), undefined, `${shown(value)}`);
		}
	});

	test(`${field}: what is past the bounds is refused, and the field is named`, t => {
		for (const value of refused) {
			t.is(blamed({...dev, [field]: value}), field, `${shown(value)}`);
		}
	});

	test(`${field}: other types, and none at all, are refused`, t => {
		const other = typeof dev[field as keyof NetworkFile] === 'number' ? ['1', '100', [10]] : [1, 100];
		for (const value of [...wrongTypes, ...other]) {
			t.is(blamed({...dev, [field]: value}), field, `${shown(value)}`);
		}

		const {[field as keyof NetworkFile]: _, ...rest} = dev;
		t.is(blamed(rest), field);
	});
}

test('a field that is unknown is refused, whatever it is called', t => {
	for (const field of ['other', 'Name', '', 'constructor', 'toString', '__proto__']) {
		t.is(blamed(JSON.parse(`${JSON.stringify(dev).slice(0, -1)},${JSON.stringify(field)}:1}`)), field);
	}
});

test('a file that is no object is refused', t => {
	for (const value of [undefined, null, 1, 'dev', [], [dev]]) {
		t.is(blamed(value), 'the file');
	}
});

test('genesis may be as late as a u32 can say, once the clock is there', t => {
	t.is(blamed({...dev, genesis_time: 0xffff_ffff}, 0xffff_ffff), undefined);
	t.is(blamed({...dev, genesis_time: 0xffff_ffff}, 0xffff_fffe), 'genesis_time');
	t.is(blamed({...dev, genesis_time: 0x1_0000_0000}, 0x1_0000_0000), 'genesis_time');
});

test('where the difficulty retargets, blocks take at least 2 seconds', t => {
	const retargeting = {...dev, retarget_window: 10, max_time_drift: 1};
	t.is(blamed({...retargeting, block_time: 2}), undefined);
	t.is(blamed({...retargeting, block_time: 1}), 'block_time');
});

test('a retarget window is 10 to 10,000 blocks', t => {
	const retargeting = {...dev, block_time: 30, max_time_drift: 1};
	t.is(blamed({...retargeting, retarget_window: 10}), undefined);
	t.is(blamed({...retargeting, retarget_window: 10_000}), undefined);
	t.is(blamed({...retargeting, retarget_window: 9}), 'retarget_window');
	t.is(blamed({...retargeting, retarget_window: 10_001}), 'retarget_window');
});

test('where the difficulty retargets, the drift is at most a tenth of the window', t => {
	const drift = (max_time_drift: number, retarget_window = 20, block_time = 30) => blamed({...dev, retarget_window, block_time, max_time_drift});
	t.is(drift(60), undefined);
	t.is(drift(61), 'max_time_drift');
	t.is(drift(2, 11, 2), undefined, 'a tenth of 22 seconds is cut off to 2');
	t.is(drift(3, 11, 2), 'max_time_drift');
	t.is(drift(3_600_000, 10_000, 3600), undefined);
	t.is(drift(3_600_001, 10_000, 3600), 'max_time_drift');
});

test('allocations and all rewards together are at most all the money there may be', t => {
	const interval = {...dev, halving_interval: Number(MAX_MONEY / (100n * COIN)) + 1};
	t.is(blamed(interval), 'reward');
	const rest = MAX_MONEY - (100n * COIN * 210_000n);
	t.is(blamed({...dev, allocations: [{address: alice.address, amount: formatAmount(rest + 1n)}]}), 'reward');
	t.is(blamed({...dev, allocations: [{address: alice.address, amount: formatAmount(rest)}, {address: bob.address, amount: '0.00000001'}]}), 'reward');
	t.is(blamed({...dev, allocations: [{address: alice.address, amount: formatAmount(rest - 1n)}, {address: bob.address, amount: '0.00000001'}]}), undefined);
	t.is(blamed({...dev, reward: '0.00000001', halving_interval: 0xffff_ffff}), undefined);
});

test('a refusal quotes at most 100 characters', t => {
	const error = t.throws(() => parseNetwork({...dev, message: 'x'.repeat(100_000)}, TEST_NOW), {instanceOf: NetworkError});
	t.true(error.message.length < 200);
	const unknown = t.throws(() => parseNetwork({...dev, ['x'.repeat(100_000)]: 1}, TEST_NOW), {instanceOf: NetworkError});
	t.true(unknown.message.length < 250);
});
