import * as z from 'zod';
import {addressSchema, amountSchema, countSchema} from './values.js';

export const addressObjectSchema = z.object({
	address: addressSchema,
	balance: amountSchema.meta({description: 'The account at the tip; coins not yet mature are not in it'}),
	spendable: amountSchema.meta({description: 'balance - pending_out'}),
	immature: amountSchema.meta({description: 'Mined coins that mature with a later block'}),
	pending_in: amountSchema.meta({description: 'What pending transfers of others would bring'}),
	pending_out: amountSchema.meta({description: 'What pending transfers of this account would take, fees included'}),
	nonce: countSchema.meta({description: 'Confirmed transfers made'}),
	next_nonce: countSchema.meta({description: 'The nonce for the next transfer, after those that are pending'}),
}).meta({id: 'Address'});

export type AddressObject = z.infer<typeof addressObjectSchema>;

export const accountRankSchema = z.object({
	address: addressSchema,
	balance: amountSchema,
}).meta({id: 'AccountRank'});

export type AccountRank = z.infer<typeof accountRankSchema>;
