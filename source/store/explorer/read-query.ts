import {AddressError} from '../../protocol/address-error.js';
import {encodeAddress, parseAddress} from '../../protocol/address.js';
import type {Address, Hash} from '../../protocol/brands.js';
import {isHash} from '../../protocol/hash.js';
import type {Page, Section} from './page.js';

/** Somebody whose address has a name. */
export type Named = {readonly name: string; readonly address: Address};

export type Known = {
	readonly addressPrefix: string;
	readonly named: readonly Named[];
	/** Of the best block; `undefined` until it is known. */
	readonly tip: number | undefined;
	/** Blocks that were seen lately: the beginning of a hash is enough for them. */
	readonly blocks: ReadonlyArray<{readonly hash: Hash; readonly height: number}>;
};

/** A page that may be meant, as it is offered. */
export type Offer = {readonly page: Page; readonly label: string};

/** What was typed, as far as it can be understood without asking anybody. */
export type Query
	= | {readonly kind: 'empty'}
		| {readonly kind: 'pages'; /** At least one, the likeliest first. */ readonly offers: readonly [Offer, ...Offer[]]}
	/** A block or a transaction. */
		| {readonly kind: 'hash'; readonly hash: Hash}
		| {readonly kind: 'nothing'; readonly why: string};

const HIGHEST = 0xffff_ffff;
const LEAST_HASH_DIGITS = 4;
const words: Readonly<Record<string, Section>> = {blocks: 'blocks', mempool: 'mempool', pending: 'mempool', forks: 'forks', richest: 'richest'};

/** Reads what a person looks for: a height, a hash, an address, or the name of somebody. */
export function readQuery(text: string, known: Known): Query {
	const typed = text.normalize('NFKC').trim();
	if (typed === '') {
		return {kind: 'empty'};
	}

	const lower = typed.toLowerCase();
	const hash = lower.replace(/^0x/v, '');
	if (isHash(hash)) {
		return {kind: 'hash', hash};
	}

	const offers = [...heightOffers(lower, known), ...wordOffers(lower, known), ...nameOffers(lower, known), ...beginningOffers(hash, known)];
	const [first, ...rest] = offers;
	return first ? {kind: 'pages', offers: [first, ...rest]} : addressQuery(typed, known);
}

/** `1284`, `#1284`, `1,284`. */
function heightOffers(text: string, {tip}: Known): Offer[] {
	const digits = text.replace(/^#\s*/v, '').replaceAll(/(?<=\d)[\s',._](?=\d{3})/gv, '');
	const height = Number(digits);
	if (!/^\d{1,10}$/v.test(digits) || height > HIGHEST || (tip !== undefined && height > tip)) {
		return [];
	}

	return [{page: {kind: 'block', id: height}, label: `block #${height.toLocaleString('en')}`}];
}

function wordOffers(text: string, {tip}: Known): Offer[] {
	const section = words[text];
	return [
		...(section ? [{page: {kind: section}, label: `the page ${section}`}] : []),
		...(text === 'genesis' ? [{page: {kind: 'block', id: 0}, label: 'the first block'} as const] : []),
		...(text === 'tip' && tip !== undefined ? [{page: {kind: 'block', id: tip}, label: `the newest block, #${tip.toLocaleString('en')}`} as const] : []),
	];
}

/** Names that begin so come before names that have it in them. */
function nameOffers(text: string, {named}: Known): Offer[] {
	const keys = named.map(each => ({each, key: each.name.normalize('NFKC').toLowerCase()}));
	const ranked = [
		...keys.filter(({key}) => key === text),
		...keys.filter(({key}) => key !== text && key.startsWith(text)),
		...keys.filter(({key}) => !key.startsWith(text) && key.includes(text)),
	];
	return ranked.map(({each: {name, address}}) => ({page: {kind: 'address', address}, label: `${name}  ${address}`}));
}

function beginningOffers(text: string, {blocks}: Known): Offer[] {
	if (text.length < LEAST_HASH_DIGITS || !/^[\da-f]+$/v.test(text)) {
		return [];
	}

	return blocks.filter(({hash}) => hash.startsWith(text)).map(({hash, height}) => ({page: {kind: 'block', id: hash}, label: `block #${height.toLocaleString('en')}  ${hash}`}));
}

function addressQuery(text: string, {addressPrefix, tip}: Known): Query {
	const compact = text.replaceAll(/\s/gv, '');
	try {
		const address = encodeAddress(parseAddress(compact, addressPrefix), addressPrefix);
		return {kind: 'pages', offers: [{page: {kind: 'address', address}, label: `the address ${address}`}]};
	} catch (error) {
		if (!(error instanceof AddressError)) {
			throw error;
		}

		return {kind: 'nothing', why: whyNot(text, compact, error, {addressPrefix, tip})};
	}
}

function whyNot(text: string, compact: string, error: AddressError, {addressPrefix, tip}: Pick<Known, 'addressPrefix' | 'tip'>): string {
	if (error.code === 'address_wrong_network') {
		return error.message;
	}

	if (/^#?[\d\s',._]+$/v.test(text) && compact.length < 20) {
		return tip === undefined ? 'no such height' : `the chain has no such block yet: its newest is #${tip.toLocaleString('en')}`;
	}

	if (compact.toLowerCase().startsWith(`${addressPrefix}1`)) {
		return 'no address: a letter is wrong, missing or too many';
	}

	if (/^(?:0x)?[\da-f]{20,}$/iv.test(compact)) {
		return `a hash has 64 digits, this has ${compact.replace(/^0x/iv, '').length}`;
	}

	return `nothing is called so; type a height, a hash, an address (${addressPrefix}1…) or the name of a contact`;
}
