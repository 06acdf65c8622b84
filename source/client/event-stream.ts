import {createParser, type EventSourceMessage} from 'eventsource-parser';
import {ApiError} from '../api/api-error.js';
import {routes} from '../api/contract.js';
import {
	eventSchemas, type EventType, type FollowOptions, type NodeEvent,
} from '../api/event.js';
import {pause, type ReconnectMs, waitBefore} from './reconnect.js';
import type {Answer, Transport} from './transport.js';

export type EventTimings = {
	/** Silence, heartbeats included, after which the stream counts as dead. Milliseconds. */
	readonly silenceMs: number;
	readonly reconnectMs: ReconnectMs;
};

export const defaultTimings: EventTimings = {silenceMs: 45_000, reconnectMs: [1000, 8000]};

/** An event is one JSON object of a few kilobytes. */
const MAX_EVENT_CHARACTERS = 4_000_000;

type Source = {
	readonly transport: Transport;
	readonly timings: EventTimings;
	/** What a node says that refuses. */
	readonly refusalOf: (answer: Answer) => Promise<ApiError>;
};

/**
A node's events, across every break of the connection: it connects anew after a while, and goes on after the last event it has seen. A node that cannot go on from there (it was started anew, say) tells `reset`.

Fails when the first connection does: whoever begins to follow learns at once that nobody is there. Later on, it only waits. Ends when the signal aborts or the client is closed.
*/
export async function * followEvents(source: Source, options: FollowOptions = {}): AsyncGenerator<NodeEvent> {
	const {transport: {closed, url}, timings} = source;
	const {signal, onConnection} = options;
	const ended = signal ? AbortSignal.any([signal, closed]) : closed;
	let seen = options.lastEventId;
	let isFirst = true;
	let failures = 0;
	while (!ended.aborted) {
		try {
			const answer = await connect(source, {...options, lastEventId: seen, signal: ended});
			isFirst = false;
			onConnection?.(undefined);
			for await (const event of readEvents(answer, timings.silenceMs)) {
				if (ended.aborted) {
					return;
				}

				failures = 0;
				seen = event.id;
				yield event;
			}

			if (!ended.aborted) {
				onConnection?.(new ApiError('node_unreachable', `the node at ${url} has closed the connection`, {url}));
			}
		} catch (error) {
			const isBreak = error instanceof ApiError && !isFirst;
			if (!isBreak && !ended.aborted) {
				throw error;
			}

			if (isBreak && !ended.aborted) {
				onConnection?.(error);
			}
		}

		await pause(waitBefore(failures, timings.reconnectMs, Math.random), ended);
		failures++;
	}
}

/** A node's events over one connection: over when it breaks off. */
export async function * followOnce(source: Source, options: FollowOptions): AsyncGenerator<NodeEvent> {
	yield * readEvents(await connect(source, options), source.timings.silenceMs);
}

async function connect({transport, refusalOf}: Source, {lastEventId, signal, types}: FollowOptions): Promise<Answer> {
	const answer = await transport.send({
		method: 'GET',
		path: types ? `${routes.events.path}?types=${types.join(',')}` : routes.events.path,
		headers: {
			accept: 'text/event-stream',
			...(lastEventId !== undefined && {'last-event-id': lastEventId}),
		},
		timeoutMs: undefined,
		signal,
	});
	if (answer.status !== routes.events.status) {
		throw await refusalOf(answer);
	}

	return answer;
}

async function * readEvents({chunks, cancel}: Answer, silenceMs: number): AsyncGenerator<NodeEvent> {
	const messages: EventSourceMessage[] = [];
	const parser = createParser({
		maxBufferSize: MAX_EVENT_CHARACTERS,
		onEvent(message) {
			messages.push(message);
		},
		onError({type}) {
			if (type === 'max-buffer-size-exceeded') {
				cancel();
			}
		},
	});
	const decoder = new TextDecoder();
	let watchdog = setTimeout(cancel, silenceMs);
	try {
		for await (const chunk of chunks) {
			// While the events are being looked at, nobody listens for the next: that is no silence of the node's.
			clearTimeout(watchdog);
			parser.feed(decoder.decode(chunk, {stream: true}));
			for (const message of messages.splice(0)) {
				const event = toEvent(message);
				if (event) {
					yield event;
				}
			}

			watchdog = setTimeout(cancel, silenceMs);
		}
	} finally {
		clearTimeout(watchdog);
		cancel();
	}
}

/** @returns `undefined` for what is no event that we know: a newer node may tell more. */
function toEvent({id, event: type, data}: EventSourceMessage): NodeEvent | undefined {
	if (id === undefined || type === undefined || !Object.hasOwn(eventSchemas, type)) {
		return undefined;
	}

	try {
		const event = {id, type, data: eventSchemas[type as EventType].parse(JSON.parse(data))};
		return event as NodeEvent;
	} catch {
		return undefined;
	}
}
