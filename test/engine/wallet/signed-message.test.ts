import test from 'ava';
import {base64} from '@scure/base';
import fc from 'fast-check';
import {ApiError} from '../../../source/api/api-error.js';
import {signMessage, verifyMessage} from '../../../source/engine/wallet/signed-message.js';
import {bytesToHex, concatBytes, hexToBytes, utf8ToBytes} from '../../../source/protocol/bytes.js';
import {sha256d} from '../../../source/protocol/hash.js';
import {signHash} from '../../../source/protocol/signature.js';
import {alice, addressOn, bob} from '../../harness/keys.js';
import {mainNetwork} from '../../harness/networks.js';

const ORDER = 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_fffe_baae_dce6_af48_a03b_bfd2_5e8c_d036_4141n;

test('what the owner of an address signed is verified, on every network, and nothing else', t => {
	const signature = signMessage('I am Alice', alice.privateKey);
	t.true(verifyMessage(alice.address, 'I am Alice', signature));
	t.true(verifyMessage(addressOn(alice, mainNetwork), 'I am Alice', ` ${signature}\n`));
	t.false(verifyMessage(alice.address, 'I am Alice ', signature));
	t.false(verifyMessage(bob.address, 'I am Alice', signature));
	t.false(verifyMessage(alice.address, 'I am Alice', signMessage('I am Alice', bob.privateKey)));
});

test('the signed bytes are the tag, the length and the text', t => {
	const text = 'é'.repeat(150);
	const hash = sha256d(concatBytes(utf8ToBytes('chain-tui message'), hexToBytes('fd2c01'), utf8ToBytes(text)));
	t.is(signMessage(text, alice.privateKey), base64.encode(concatBytes(alice.publicKey, signHash(hash, alice.privateKey))));
});

test('the other half of a signature\'s twin, with high s, is not accepted', t => {
	const bytes = base64.decode(signMessage('hello', alice.privateKey));
	const s = BigInt(`0x${bytesToHex(bytes.subarray(65))}`);
	const high = concatBytes(bytes.subarray(0, 65), hexToBytes((ORDER - s).toString(16).padStart(64, '0')));
	t.false(verifyMessage(alice.address, 'hello', base64.encode(high)));
});

test('a changed signature is false or unreadable, never true', t => {
	const bytes = base64.decode(signMessage('hello', alice.privateKey));
	fc.assert(fc.property(fc.nat(bytes.length * 8 - 1), bit => {
		const changed = bytes.slice();
		changed[bit >> 3]! ^= 1 << (bit & 7);
		t.false(verifyMessage(alice.address, 'hello', base64.encode(changed)));
	}));
});

test('what is no signature, no address or no text is refused as such', t => {
	const signature = signMessage('hello', alice.privateKey);
	for (const [address, text, given, code] of [
		[alice.address, 'hello', '', 'invalid_request'],
		[alice.address, 'hello', 'not base64!', 'invalid_request'],
		[alice.address, 'hello', signature.slice(0, -4), 'invalid_request'],
		[alice.address, '\uD800', signature, 'invalid_request'],
		['dev1qqq', 'hello', signature, 'address_invalid'],
	] as const) {
		const error = t.throws(() => verifyMessage(address, text, given), {instanceOf: ApiError});
		t.is(error.code, code);
	}
});
