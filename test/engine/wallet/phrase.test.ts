import test from 'ava';
import fc from 'fast-check';
import {ApiError} from '../../../source/api/api-error.js';
import {entropyOfPhrase, parsePhrase, phraseOfEntropy} from '../../../source/engine/wallet/phrase.js';
import {bytesToHex, hexToBytes} from '../../../source/protocol/bytes.js';
import {PHRASE} from './fixture.js';

/** https://github.com/trezor/python-mnemonic/blob/master/vectors.json, the reference of BIP 39. */
const vectors: ReadonlyArray<readonly [entropy: string, phrase: string]> = [
	['00'.repeat(16), PHRASE],
	['7f'.repeat(16), 'legal winner thank year wave sausage worth useful legal winner thank yellow'],
	['80'.repeat(16), 'letter advice cage absurd amount doctor acoustic avoid letter advice cage above'],
	['ff'.repeat(16), `${'zoo '.repeat(11)}wrong`],
	['00'.repeat(24), `${'abandon '.repeat(17)}agent`],
	['00'.repeat(32), `${'abandon '.repeat(23)}art`],
	['9e885d952ad362caeb4efe34a8e91bd2', 'ozone drill grab fiber curtain grace pudding thank cruise elder eight picnic'],
];

test('the published vectors of BIP 39 hold in both directions', t => {
	for (const [entropy, phrase] of vectors) {
		t.is(phraseOfEntropy(hexToBytes(entropy)), phrase);
		t.is(bytesToHex(entropyOfPhrase(parsePhrase(phrase))), entropy);
	}
});

test('a phrase may be typed in capitals and with any spaces', t => {
	t.is(parsePhrase(`  ${PHRASE.toUpperCase().replaceAll(' ', ' \n\t')}\n`), PHRASE);
});

test('a wrong phrase is refused without a word of it being told', t => {
	const wrong: ReadonlyArray<readonly [phrase: string, expected: RegExp]> = [
		['', /got 0/v],
		['zoo '.repeat(13), /got 13/v],
		[PHRASE.replace('about', 'abuot'), /word 12/v],
		[PHRASE.replace('about', 'ability'), /do not fit/v],
	];
	for (const [phrase, expected] of wrong) {
		const error = t.throws(() => parsePhrase(phrase), {instanceOf: ApiError});
		t.is(error.code, 'phrase_invalid');
		t.regex(error.message, expected);
		t.notRegex(`${error.message} ${String(error.cause)} ${JSON.stringify(error.details)}`, /abandon|about|abuot|ability|zoo/v);
	}
});

test('every entropy has a phrase that leads back to it', t => {
	fc.assert(fc.property(fc.constantFrom(16, 20, 24, 28, 32).chain(size => fc.uint8Array({minLength: size, maxLength: size})), entropy => {
		t.deepEqual(entropyOfPhrase(parsePhrase(phraseOfEntropy(entropy))), entropy);
	}));
});
