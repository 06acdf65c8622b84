import test from 'ava';
import fc from 'fast-check';
import {AddressError} from '../../source/protocol/address-error.js';
import {encodeAddress, parseAddress} from '../../source/protocol/address.js';
import {asAccount} from '../../source/protocol/brands.js';
import {anyAccount} from '../harness/arbitraries.js';
import {alice} from '../harness/keys.js';
import {readVectors} from '../harness/vectors.js';

/** The error code with which a text is refused as an address. */
function refusalOf(text: string, prefix?: string): AddressError['code'] | undefined {
	try {
		parseAddress(text, prefix);
		return undefined;
	} catch (error) {
		if (error instanceof AddressError) {
			return error.code;
		}

		throw error;
	}
}

const exampleAccount = asAccount('751e76e8199196d454941c45d1b3a323f1433bd6');

test('the examples of BIP 173 that hold 20 bytes under version 0 are read', t => {
	t.is(parseAddress('BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4', 'bc'), exampleAccount);
	t.is(parseAddress('tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx', 'tb'), exampleAccount);
	t.is<string, string>(encodeAddress(exampleAccount, 'bc'), 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4');
	t.is<string, string>(encodeAddress(exampleAccount, 'tb'), 'tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx');
});

// BIP 173, "Test vectors"
const bip173: ReadonlyArray<[why: string, text: string]> = [
	['version 0, but 32 bytes', 'tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7'],
	['version 0, but 32 bytes that begin with zeros', 'tb1qqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesrxh6hy'],
	['version 1', 'bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7k7grplx'],
	['version 16', 'BC1SW50QA3JX3S'],
	['version 2', 'bc1zw508d6qejxtdg4y5r3zarvaryvg6kdaj'],
	['invalid checksum', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5'],
	['invalid witness version', 'BC13W508D6QEJXTDG4Y5R3ZARVARY0C5XW7KN40WF2'],
	['invalid program length', 'bc1rw5uspcuh'],
	['invalid program length, too long', 'bc10w508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kw5rljs90'],
	['invalid program length for version 0', 'BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P'],
	['mixed case', 'tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sL5k7'],
	['zero padding of more than 4 bits', 'bc1zw508d6qejxtdg4y5r3zarvaryvqyzf3du'],
	['padding that is not zero', 'tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3pjxtptv'],
	['empty data section', 'bc1gmk9yu'],
	// The checksum of BIP 350 is for versions above 0.
	['version 1 with the checksum of BIP 350', 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0'],
];

for (const [why, text] of bip173) {
	test(`refused: ${why} (${text.slice(0, 20)})`, t => {
		t.is(refusalOf(text), 'address_invalid');
	});
}

test('a good address of another network is told apart from a bad one', t => {
	t.is(refusalOf('tc1qw508d6qejxtdg4y5r3zarvary0c5xw7kg3g4ty', 'bc'), 'address_wrong_network');
	t.is(refusalOf(alice.address, 'tui'), 'address_wrong_network');
	t.is(refusalOf(alice.address, 'dev'), undefined);
	t.is(refusalOf(alice.address), undefined);
	const error = t.throws(() => parseAddress(alice.address, 'tui'), {instanceOf: AddressError});
	t.regex(error.message, /dev1.+tui1/v);
});

test('the addresses of the vectors are those of their accounts', t => {
	const {transfers} = readVectors('bytes.json');
	for (const address of transfers.flatMap(({sender, outputs}) => [sender, ...outputs.map(({recipient}) => recipient)])) {
		t.is<string, string>(encodeAddress(parseAddress(address, 'dev'), 'dev'), address);
	}
});

test('every account reads back, under every prefix and in either case', t => {
	const anyPrefix = fc.string({unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), minLength: 2, maxLength: 10});
	fc.assert(fc.property(anyAccount, anyPrefix, (account, prefix) => {
		const address = encodeAddress(account, prefix);
		t.is(parseAddress(address, prefix), account);
		t.is(parseAddress(address.toUpperCase(), prefix), account);
		t.is(parseAddress(` ${address}\n`, prefix), account);
		t.is(address.length, prefix.length + 40);
	}));
});

test('an address with one letter changed, left out or doubled is refused, whichever it is', t => {
	const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l1bioQ -';
	const {address} = alice;
	for (const [index, original] of [...address].entries()) {
		const before = address.slice(0, index);
		const after = address.slice(index + 1);
		t.is(refusalOf(before + after), 'address_invalid');
		t.is(refusalOf(before + original + original + after), 'address_invalid');
		for (const letter of letters) {
			const isSame = letter === original;
			t.is(refusalOf(before + letter + after), isSame ? undefined : 'address_invalid', `${before}[${letter}]${after}`);
		}
	}
});

test('two letters swapped are refused', t => {
	fc.assert(fc.property(anyAccount, fc.nat({max: 37}), (account, position) => {
		const letters = [...encodeAddress(account, 'dev')].slice(4);
		const [a, b] = [letters[position]!, letters[position + 1]!];
		const swapped = `dev1${letters.with(position, b).with(position + 1, a).join('')}`;
		t.is(refusalOf(swapped), a === b ? undefined : 'address_invalid');
	}));
});

test('no text makes the reader of addresses fall over', t => {
	fc.assert(fc.property(fc.oneof(fc.string(), fc.string({unit: 'binary'}), fc.string().map(text => `dev1${text}`)), text => {
		t.is(refusalOf(text), 'address_invalid');
	}));
	const error = t.throws(() => parseAddress('x'.repeat(100_000)), {instanceOf: AddressError});
	t.true(error.message.length < 200);
});
