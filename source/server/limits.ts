/** What a node's door puts up with. Times are milliseconds, sizes bytes. */
export type Limits = {
	/** For a request's headers to arrive, from the moment of connecting; then 408. */
	readonly headersTimeoutMs: number;
	/** For a whole request to arrive; then 408. */
	readonly requestTimeoutMs: number;
	/** How long a connection may stay open between two requests. */
	readonly keepAliveTimeoutMs: number;
	/** How long a connection may stand still while its answer is on the way: whoever does not read is closed. */
	readonly silenceTimeoutMs: number;
	/** Requests of one connection that wait for their answers; one with more is closed. */
	readonly pipelined: number;
	/** Connections at a time; those above it are closed at once. */
	readonly connections: number;
	/** Programs that follow the events at a time. */
	readonly listeners: number;
	/** The largest JSON body. */
	readonly jsonBytes: number;
	/** How often an event stream that has nothing to tell shows that it is alive. */
	readonly heartbeatMs: number;
	/** How far a program that follows the events may fall behind before it is closed. */
	readonly listenerBacklogBytes: number;
	/** Large answers that are on their way, all together; beyond that, whoever has been reading longest is closed. */
	readonly unreadBytes: number;
	/** How long requests that have begun may take when the server closes. */
	readonly closeGraceMs: number;
};

export const defaultLimits: Limits = {
	headersTimeoutMs: 10_000,
	requestTimeoutMs: 30_000,
	keepAliveTimeoutMs: 5000,
	silenceTimeoutMs: 60_000,
	pipelined: 4,
	connections: 2500,
	listeners: 2000,
	jsonBytes: 1_000_000,
	heartbeatMs: 15_000,
	listenerBacklogBytes: 1_000_000,
	unreadBytes: 128_000_000,
	closeGraceMs: 1000,
};
