import {entropyToMnemonic, mnemonicToEntropy, mnemonicToSeedWebcrypto} from '@scure/bip39';
import {wordlist} from '@scure/bip39/wordlists/english.js';
import {ApiError} from '../../api/api-error.js';

/*
BIP 39 phrases, in the English words. A phrase is a JavaScript string, which cannot be wiped; so it is made where it is needed and not kept.
*/

const wordCounts = new Set([12, 15, 18, 21, 24]);
const knownWords = new Set(wordlist);

/** Bytes of randomness in a new phrase; 16 make 12 words. */
export const NEW_ENTROPY_SIZE = 16;

/** @param entropy - 16, 20, 24, 28 or 32 bytes. */
export const phraseOfEntropy = (entropy: Uint8Array): string => entropyToMnemonic(entropy, wordlist);

/** @param phrase - One that {@link parsePhrase} has passed. */
export const entropyOfPhrase = (phrase: string): Uint8Array => mnemonicToEntropy(phrase, wordlist);

/** The 64-byte seed; without the optional BIP 39 passphrase, which would make every typing error a new, empty wallet. */
export const seedOfPhrase = async (phrase: string): Promise<Uint8Array> => mnemonicToSeedWebcrypto(phrase);

/**
Reads a phrase as a person types it, in any case and with any spaces.

@returns The phrase in lower case with single spaces.
@throws {ApiError} `phrase_invalid`; the message says which word is wrong by its position, never by its letters.
*/
export function parsePhrase(text: string): string {
	const words = text.normalize('NFKD').toLowerCase().split(/\s+/v).filter(word => word !== '');
	if (!wordCounts.has(words.length)) {
		throw new ApiError('phrase_invalid', `a phrase has 12, 15, 18, 21 or 24 words; got ${words.length}`);
	}

	const wrong = words.findIndex(word => !knownWords.has(word));
	if (wrong !== -1) {
		throw new ApiError('phrase_invalid', `word ${wrong + 1} of the phrase is not one of the BIP 39 words`, {word: wrong + 1});
	}

	const phrase = words.join(' ');
	try {
		entropyOfPhrase(phrase).fill(0);
	} catch {
		// Without a cause: that error could quote the phrase.
		throw new ApiError('phrase_invalid', 'every word of the phrase exists, but together they do not fit: one is wrong, or two have changed places');
	}

	return phrase;
}
