/** What a door for miners puts up with. Times are milliseconds, sizes bytes. */
export type StratumLimits = {
	/** For the first byte of a connection, of HTTP too. */
	readonly firstByteMs: number;
	/** For a miner to be authorized, from the moment of connecting. */
	readonly authorizeMs: number;
	/** Without a line from a miner. */
	readonly silenceMs: number;
	/** The longest line. */
	readonly lineBytes: number;
	/** Lines of one connection that wait for their answers; past that no more is read. */
	readonly queuedLines: number;
	/** Lines that are no JSON, until a connection is closed. */
	readonly malformedLines: number;
	/** What may wait to be read by a miner, until its connection is closed. */
	readonly backlogBytes: number;
	/** Miners at a time. */
	readonly connections: number;
};

export const defaultStratumLimits: StratumLimits = {
	firstByteMs: 10_000,
	authorizeMs: 60_000,
	silenceMs: 600_000,
	lineBytes: 8192,
	queuedLines: 64,
	malformedLines: 5,
	backlogBytes: 262_144,
	connections: 2000,
};
