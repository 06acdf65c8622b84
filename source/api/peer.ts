import {z} from 'zod';
import {countSchema, hashSchema, timestampSchema} from './values.js';

export const handshakeSchema = z.object({
	network: z.string(),
	genesis: hashSchema,
	tip: hashSchema,
	height: countSchema,
	chainwork: z.string().regex(/^\d+$/v),
	version: z.string(),
	time: timestampSchema,
	id: z.string().meta({description: 'Random, new in each run: by it a node knows itself'}),
}).meta({id: 'Handshake'});

export type Handshake = z.infer<typeof handshakeSchema>;

export const peerSchema = z.object({
	id: z.string(),
	url: z.string(),
}).meta({id: 'Peer'});

export type Peer = z.infer<typeof peerSchema>;
