import type {ReconnectMs} from './reconnect.js';

/** How long a pool is waited for. Milliseconds. */
export type StratumTimings = {
	/** For an answer to `mining.configure`, which pools of old do not know. */
	readonly configureMs: number;
	/** For any other answer. */
	readonly answerMs: number;
	/** For the first job, from the moment of dialling. */
	readonly firstJobMs: number;
	/** For a line of any kind. */
	readonly silenceMs: number;
	/** Between two attempts. */
	readonly reconnectMs: ReconnectMs;
	/** How often a better pool is tried while a worse one is mined on. */
	readonly betterMs: number;
};

export const defaultStratumTimings: StratumTimings = {
	configureMs: 5000,
	answerMs: 30_000,
	firstJobMs: 60_000,
	silenceMs: 120_000,
	reconnectMs: [1000, 30_000],
	betterMs: 60_000,
};
