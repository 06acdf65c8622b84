import {createHash} from 'node:crypto';
import test from 'ava';
import fc from 'fast-check';
import {asAccount, asHash} from '../../source/protocol/brands.js';
import {bytesToHex, hexToBytes, utf8ToBytes} from '../../source/protocol/bytes.js';
import {
	accountFromBytes, accountOf, accountToBytes, hashFromBytes, hashToBytes, hashToNumber, isHash, parseHash, sha256d, ZERO_HASH,
} from '../../source/protocol/hash.js';
import {anyAccount, anyHash} from '../harness/arbitraries.js';

test('sha256d is SHA-256 of SHA-256', t => {
	// "hello", https://en.bitcoin.it/wiki/Protocol_documentation#Hashes
	t.is(bytesToHex(sha256d(utf8ToBytes('hello'))), '9595c9df90075148eb06860365df33584b75bff782a510c6cd4883a419833d50');
});

test('bytes of any length, one after the other, hash as by node:crypto', t => {
	const twice = (algorithm: string, bytes: Uint8Array) => createHash(algorithm).update(createHash('sha256').update(bytes).digest()).digest('hex');
	fc.assert(fc.property(fc.array(fc.uint8Array({maxLength: 200}), {minLength: 1, maxLength: 5}), all => {
		for (const bytes of all) {
			t.is(bytesToHex(sha256d(bytes)), twice('sha256', bytes));
			t.is(accountOf(bytes), asAccount(twice('ripemd160', bytes)));
		}
	}));
});

test('a hash is shown with its bytes reversed, as in Bitcoin', t => {
	// The header of Bitcoin's genesis block.
	const header = hexToBytes('0100000000000000000000000000000000000000000000000000000000000000000000003ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a29ab5f49ffff001d1dac2b7c');
	const hash = hashFromBytes(sha256d(header));
	t.is(hash, asHash('000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f'));
	t.is(hashToNumber(hash), 0x0000_0000_0019_d668_9c08_5ae1_6583_1e93_4ff7_63ae_46a2_a6c1_72b3_f1b6_0a8c_e26fn);
});

test('an account is RIPEMD-160 of SHA-256 of the public key', t => {
	// The key of the examples of BIP 173: the generator of secp256k1.
	const publicKey = hexToBytes('0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798');
	t.is(accountOf(publicKey), asAccount('751e76e8199196d454941c45d1b3a323f1433bd6'));
});

test('hashes and accounts read back', t => {
	fc.assert(fc.property(anyHash, anyAccount, (hash, account) => {
		t.is(hashFromBytes(hashToBytes(hash)), hash);
		t.is(parseHash(hash.toUpperCase()), hash);
		t.is(accountFromBytes(accountToBytes(account)), account);
	}));
});

test('a hash is 64 hexadecimal digits', t => {
	t.true(isHash(ZERO_HASH));
	for (const text of ['', '0'.repeat(63), '0'.repeat(65), 'g'.repeat(64), `${'0'.repeat(64)}\n`, ` ${'0'.repeat(64)}`]) {
		t.false(isHash(text));
		t.throws(() => parseHash(text), {instanceOf: RangeError});
	}
});
