import * as z from 'zod';
import {EVERY_HASH, HEADER_START_SIZE, NONCES} from './kernels/kernel.js';
import {isKernelName, type KernelName} from './kernels/list.js';

/*
What the miner and its processes say to each other over the channel of `fork`, in Node's 'advanced' serialization: bytes and bigints arrive as such. Each side checks what it receives, for the other may be a process gone wrong.
*/

const u32 = z.number().int().min(0).max(NONCES - 1);
const kernel = z.custom<KernelName>(value => isKernelName(value));
const hashes = z.number().int().min(0).meta({description: 'Hashes made since the last message'});

export const toProcessSchema = z.discriminatedUnion('type', [
	z.object({
		type: z.literal('job'),
		id: z.number().int(),
		header76: z.custom<Uint8Array>(value => value instanceof Uint8Array && value.length === HEADER_START_SIZE),
		target: z.bigint().min(0n).max(EVERY_HASH),
		startNonce: u32,
		count: z.number().int().min(1).max(NONCES),
		single: z.boolean().meta({description: 'One solution ends the job'}),
	}),
	z.object({type: z.literal('kernel'), kernel}).meta({description: 'Use this kernel from now on'}),
	z.object({type: z.literal('rest')}).meta({description: 'Drop the job; there is none for now'}),
	z.object({type: z.literal('stop')}).meta({description: 'Say how many hashes there were, and end'}),
]);

export const fromProcessSchema = z.discriminatedUnion('type', [
	z.object({type: z.literal('ready'), kernel}),
	z.object({type: z.literal('unfit'), kernel, reason: z.string()}).meta({description: 'The kernel that it was to start with cannot run here; it ends'}),
	z.object({type: z.literal('kernel'), kernel}).meta({description: 'It uses this kernel from now on'}),
	z.object({type: z.literal('fastest'), kernel, rates: z.record(z.string(), z.number())}).meta({description: 'Of all kernels this one is the fastest; hashes a second'}),
	z.object({type: z.literal('progress'), hashes}),
	z.object({type: z.literal('solution'), job: z.number().int(), nonce: u32, hashes}),
	z.object({type: z.literal('exhausted'), job: z.number().int(), hashes}).meta({description: 'Every nonce of the job was tried'}),
]);

/** What a process is started with: a kernel; `auto`, to find the fastest; `wait`, to be told which that is. Until they know, the last two use what is right at once. */
export type StartKernel = KernelName | 'auto' | 'wait';

export const isStartKernel = (text: unknown): text is StartKernel => text === 'auto' || text === 'wait' || isKernelName(text);

export type ToProcess = z.infer<typeof toProcessSchema>;
export type JobMessage = Extract<ToProcess, {type: 'job'}>;
export type FromProcess = z.infer<typeof fromProcessSchema>;
