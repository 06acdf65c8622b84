import * as z from 'zod';
import {type Address, asAddress, type Hash} from '../protocol/brands.js';
import {parseAmount} from '../protocol/amount.js';
import {isHash} from '../protocol/hash.js';

/*
The values that objects on the wire are made of. Amounts stay the text they are on the wire: whoever calculates reads them with `parseAmount`.
*/

export const amountSchema = z.string().refine(text => {
	try {
		parseAmount(text);
		return true;
	} catch {
		return false;
	}
}, 'expected an amount of coins such as "10.5"').meta({description: 'Coins as canonical decimal text', example: '10.5'});

/** A difference of amounts, which may be below 0. */
export const differenceSchema = z.string().refine(text => amountSchema.safeParse(text.replace(/^-(?!0$)/v, '')).success, 'expected an amount of coins such as "10.5" or "-10.5"').meta({description: 'Coins as canonical decimal text, with a sign when below 0', example: '-0.5'});

export const hashSchema = z.custom<Hash>(value => typeof value === 'string' && isHash(value), 'expected 64 lower-case hexadecimal digits')
	.meta({
		type: 'string', pattern: '^[0-9a-f]{64}$', description: 'A hash as it is shown', example: '0'.repeat(64),
	});

/** An address by its looks; whether it is one of the network is for the node to say. */
export const addressSchema = z.string().min(8).max(100)
	.transform((text): Address => asAddress(text))
	.meta({description: 'An address of the network', example: 'tui1qw508d6qejxtdg4y5r3zarvary0c5xw7k…'});

export const hexSchema = z.string().regex(/^(?:[\da-f]{2})*$/iv, 'expected hexadecimal digits, two a byte').meta({description: 'Bytes in hexadecimal'});

export const bitsSchema = z.string().regex(/^[\da-f]{8}$/v).meta({description: 'The compact target, 8 hexadecimal digits', example: '1f00ffff'});

export const countSchema = z.number().int().min(0);

export const timestampSchema = z.number().int().min(0).max(0xffff_ffff).meta({description: 'Seconds since 1970'});

/** Hashes in a query string, separated by commas. */
export const hashListInQuery = (most: number) => z.string().max(most * 65)
	.transform(text => text.split(','))
	.refine((hashes): hashes is Hash[] => hashes.length <= most && hashes.every(hash => isHash(hash)), `expected up to ${most} hashes, separated by commas`)
	.meta({description: `Up to ${most} hashes, separated by commas`});

/** A whole number in a query string. */
export const countInQuery = (least: number, most: number) => z.string().regex(/^\d{1,10}$/v, 'expected a whole number').transform(Number).pipe(z.number().min(least).max(most)).meta({description: `A whole number from ${least} to ${most}`});
