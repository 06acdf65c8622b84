import * as z from 'zod';
import {countSchema, hashSchema, timestampSchema} from './values.js';

/** A node's name for one run of it. */
export const nodeIdSchema = z.string().regex(/^[0-9a-f]{16}$/v, 'expected 16 hexadecimal digits').meta({description: 'Random, new in each run: by it a node knows itself'});

/** The header in which a node that follows another's events says its name. */
export const NODE_HEADER = 'x-chain-tui-node';

export const chainworkSchema = z.string().regex(/^\d{1,78}$/v).meta({description: 'A whole number below 2^256'});

/** Shown to people, in terminals too: nothing in it may move their cursor. */
const labelSchema = z.string().regex(/^[\w.+\-]{0,40}$/v);

export const handshakeSchema = z.object({
	network: labelSchema,
	genesis: hashSchema,
	tip: hashSchema,
	height: countSchema,
	chainwork: chainworkSchema,
	version: labelSchema,
	time: timestampSchema,
	id: nodeIdSchema,
}).meta({id: 'Handshake'});

export type Handshake = z.infer<typeof handshakeSchema>;

export const peerSchema = z.object({
	id: z.string().meta({description: 'host:port of a peer that this node dials; of one that dials it, the name of its run'}),
	address: z.string().meta({description: 'host:port, or of a peer that dials this node the address it comes from'}),
	url: z.string().nullable().meta({description: 'null for a peer that dials this node'}),
	direction: z.enum(['out', 'in']).meta({description: 'out: dialled by this node'}),
	state: z.enum(['connected', 'connecting', 'waiting', 'banned', 'removed']).meta({description: 'waiting: to be dialled again later; removed: in the event that says so'}),
	height: countSchema.nullable(),
	chainwork: chainworkSchema.nullable(),
	version: z.string().nullable(),
	ping_ms: z.number().nullable(),
	clock_offset: z.number().int().nullable().meta({description: 'Seconds by which its clock is ahead of this node\'s'}),
	sent: countSchema.meta({description: 'Bytes of this run'}),
	received: countSchema.meta({description: 'Bytes of this run'}),
	seen: timestampSchema.nullable().meta({description: 'When it was last heard of'}),
	penalty: countSchema.meta({description: 'Goes up with each fault, and slowly down; at 100 the peer is banned'}),
	banned_until: timestampSchema.nullable(),
	trouble: z.string().nullable().meta({description: 'What went wrong last, for a person'}),
}).meta({id: 'Peer'});

export type Peer = z.infer<typeof peerSchema>;

export const wantedSchema = z.object({
	wanted: z.array(hashSchema).meta({description: 'What the node would like to have, in this order'}),
	retry_after_ms: countSchema.optional().meta({description: 'There when somebody else is bringing it: offer it again after that'}),
}).meta({id: 'Wanted'});

export type Wanted = z.infer<typeof wantedSchema>;

/** The most headers, ids, blocks and pending transfers that one request or answer carries. */
export const mostOf = {
	headers: 2000, ids: 1000, blocks: 128, pending: 5000,
} as const;

/** What a list of blocks stops at, in bytes; the first block always comes. */
export const MAX_BODIES_BYTES = 4_000_000;
