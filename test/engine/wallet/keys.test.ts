import test from 'ava';
import {HDKey} from '@scure/bip32';
import {PrivateKeys, PublicKeys} from '../../../source/engine/wallet/keys.js';
import {encodeAddress} from '../../../source/protocol/address.js';
import {bytesToHex} from '../../../source/protocol/bytes.js';
import {publicKeyOf} from '../../../source/protocol/signature.js';
import {PHRASE} from './fixture.js';

test('the published vectors of BIP 84 hold', async t => {
	const keys = await PrivateKeys.fromPhrase(PHRASE, 'm/84\'/0\'/0\'');
	t.is(String(encodeAddress(keys.publicKeys.accountAt(0), 'bc')), 'bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu');
	t.is(String(encodeAddress(keys.publicKeys.accountAt(1), 'bc')), 'bc1qnjg0jd8228aq7egyzacy8cys3knf9xvrerkf9g');
	t.is(keys.withKeyAt(0, key => bytesToHex(publicKeyOf(key))), '0330d54fd0dd420a6e5f8d3624f5f3482cae350f79d5f0753bf5beef9c2d91af3c');
	t.is(keys.withKeyAt(1, key => bytesToHex(publicKeyOf(key))), '03e775fd51f0dfb8cd865d9ff1cca2a158cf651fe997fdc9fee9c1d3b5e995ea77');
});

test('without a path, keys are those of the first account of coin type 1', async t => {
	const keys = await PrivateKeys.fromPhrase(PHRASE);
	// What Bitcoin wallets show on testnet for this phrase.
	t.is(String(encodeAddress(keys.publicKeys.accountAt(0), 'tb')), 'tb1q6rz28mcfaxtmd6v789l9rrlrusdprr9pqcpvkl');
});

test('the extended public key makes the same addresses as the private keys', async t => {
	const {publicKeys} = await PrivateKeys.fromPhrase(PHRASE);
	const alone = new PublicKeys(publicKeys.extendedKey);
	for (const index of [0, 1, 7, 999]) {
		t.is(alone.accountAt(index), publicKeys.accountAt(index));
	}
});

test('what is no extended public key of an account is refused, and not repeated', t => {
	const main = HDKey.fromMasterSeed(new Uint8Array(32).fill(7));
	const account = main.derive('m/84\'/1\'/0\'');
	for (const text of ['', 'xpub', main.publicExtendedKey, account.privateExtendedKey]) {
		const error = t.throws(() => new PublicKeys(text), {instanceOf: RangeError});
		t.notRegex(error.message, /xprv/v);
	}
});

test('a private key is lent and wiped, and there is none after wipe', async t => {
	const keys = await PrivateKeys.fromPhrase(PHRASE);
	const kept = keys.withKeyAt(0, key => key);
	t.deepEqual(kept, new Uint8Array(32));
	keys.wipe();
	t.throws(() => keys.withKeyAt(0, key => key.length));
});

test('keys that are printed say nothing', async t => {
	const keys = await PrivateKeys.fromPhrase(PHRASE);
	t.notRegex(JSON.stringify(keys), /xprv/v);
});
