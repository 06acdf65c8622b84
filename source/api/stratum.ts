import * as z from 'zod';

/*
Stratum V1, the language between pools and miners: one JSON object a line. Client and server of ours speak by these schemas; docs/stratum.md tells it to people.

What other people's programs send is read leniently: fields that we do not know are nobody's mistake.
*/

/** Every refusal there is on the wire, with what it means. `docs/stratum.md` has the same table; a test holds the two together. */
export const stratumErrors = {
	20: 'Not understood, or not done here; the message says what.',
	21: 'The job is unknown, or stale: the chain has moved on.',
	22: 'The same header was handed in before.',
	23: 'The hash is above the target of the job.',
	24: 'Not authorized: the user name is no address of this network, or did not authorize on this connection.',
	25: 'Not subscribed.',
} as const;

export type StratumErrorCode = 20 | 21 | 22 | 23 | 24 | 25;

/** A refusal on its way to the miner. */
export class StratumError extends Error {
	override readonly name = 'StratumError';
	readonly code: StratumErrorCode;

	/** @param message - For a person; without it, what the code means. */
	constructor(code: StratumErrorCode, message: string = stratumErrors[code]) {
		super(message);
		this.code = code;
	}
}

/** Numbers, texts and `null` are all in use; an answer has the one of its question. */
export const stratumIdSchema = z.union([z.number(), z.string().max(64), z.null()]);

export const stratumRequestSchema = z.object({
	id: stratumIdSchema.default(null),
	method: z.string().max(64),
	params: z.array(z.unknown()).nullish().transform(parameters => parameters ?? []),
});

export const stratumReplySchema = z.object({
	id: stratumIdSchema,
	result: z.unknown(),
	error: z.unknown(),
});

export type StratumId = z.infer<typeof stratumIdSchema>;
export type StratumRequest = z.infer<typeof stratumRequestSchema>;

/** Both keys are always there: cpuminer drops an answer without `result`, and takes an empty list for an error. */
export type StratumReply = {
	readonly id: StratumId;
	readonly result: unknown;
	readonly error: readonly [code: number, message: string, traceback: null] | null;
};

/** @param limit - Digits. */
const hexUpTo = (limit: number) => z.string().regex(/^[\da-f]+$/iv, 'expected hexadecimal digits').max(limit);

const hexBytes = z.string().regex(/^(?:[\da-f]{2})*$/iv, 'expected hexadecimal digits, two a byte');

/** A u32 as hexadecimal digits, the most significant first; one miner in use leaves leading zeros out. */
const hexNumber = hexUpTo(8).transform(text => Number.parseInt(text, 16));

const textual = z.string().max(256);

/** What follows the parameters that we know is not looked at. */
export const stratumParameters = {
	configure: z.tuple([z.array(textual).max(32)], z.unknown()),
	subscribe: z.tuple([textual.nullish()], z.unknown()),
	authorize: z.tuple([textual, textual.nullish()], z.unknown()),
	submit: z.tuple([textual, textual, hexBytes, hexNumber, hexNumber, hexNumber.nullish()], z.unknown()),
	suggestDifficulty: z.tuple([z.coerce.number().positive()], z.unknown()),
	suggestTarget: z.tuple([hexUpTo(64).transform(text => BigInt(`0x${text}`))], z.unknown()),
} as const;

/** What BIP 310 lets a miner ask for. */
export const versionRollingSchema = z.object({'version-rolling.mask': hexNumber.optional()});

/** Length in digits of what a header field is written in. */
const word = z.string().regex(/^[\da-f]{8}$/iv);

/** What a pool says, as a client reads it. */
export const stratumNotifications = {
	setDifficulty: z.tuple([z.number().positive()], z.unknown()),
	setExtranonce: z.tuple([hexBytes.max(64), z.number().int().min(0).max(32)], z.unknown()),
	setVersionMask: z.tuple([hexNumber], z.unknown()),
	notify: z.tuple([
		textual,
		z.string().regex(/^[\da-f]{64}$/iv),
		hexBytes,
		hexBytes,
		z.array(z.string().regex(/^[\da-f]{64}$/iv)).max(32),
		word,
		word,
		word,
		z.boolean().default(false),
	], z.unknown()),
	reconnect: z.tuple([z.string().max(255).nullish(), z.coerce.number().nullish(), z.coerce.number().min(0).nullish()], z.unknown()),
	showMessage: z.tuple([z.string()], z.unknown()),
} as const;

/** The answer to `mining.subscribe`: subscriptions, extranonce1, size of extranonce2. */
export const subscriptionSchema = z.tuple([z.unknown(), hexBytes.max(64), z.number().int().min(0).max(32)], z.unknown());

export type NotifyParameters = readonly [
	jobId: string, previousHash: string, coinbase1: string, coinbase2: string, branch: readonly string[], version: string, bits: string, time: string, clean: boolean,
];

/** What a pool says by itself; with an id, it wants to hear something back. */
export type StratumNotification = {readonly id: StratumId; readonly method: string; readonly params: readonly unknown[]};

/** A miner's line to the pool, as the pool sees it. */
export type StratumConnection = {
	send(message: StratumReply | StratumNotification): void;
	/** Says no more, and hangs up. */
	close(): void;
};

/** A connected miner. */
export type StratumSession = {
	/** Whether somebody is known to mine here; others need not be kept for long. */
	readonly isAuthorized: boolean;
	/** Takes what came on one line, parsed, and answers it. One at a time: answers come in the order of their questions. */
	receive(message: unknown): Promise<void>;
	/** The connection is gone. */
	end(): void;
};

/** Who gives work to miners, as a door for miners sees it. */
export type StratumApi = {
	connect(connection: StratumConnection): StratumSession;
};
