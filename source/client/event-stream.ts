import {createParser, type EventSourceMessage} from 'eventsource-parser';
import {ApiError} from '../api/api-error.js';
import type {FollowOptions} from '../api/event.js';
import type {EventIn, EventTable} from '../api/route.js';
import {pause, type ReconnectMs, waitBefore} from './reconnect.js';
import type {Answer, Transport} from './transport.js';

export type EventTimings = {
	/** Silence, heartbeats included, after which the stream counts as dead. Milliseconds. */
	readonly silenceMs: number;
	readonly reconnectMs: ReconnectMs;
};

export const defaultTimings: EventTimings = {silenceMs: 45_000, reconnectMs: [1000, 8000]};

/** Where everybody tells what happens (`selfRoutes` of the contract). */
const PATH = '/events';

/** An event is one JSON object of a few kilobytes. */
const MAX_EVENT_CHARACTERS = 4_000_000;

type Source<Events extends EventTable> = {
	/** What may be told. */
	readonly events: Events;
	readonly transport: Transport;
	readonly timings: EventTimings;
	/** What somebody says who refuses. */
	readonly refusalOf: (answer: Answer) => Promise<ApiError>;
};

/**
Somebody's events, across every break of the connection: it connects anew after a while, and goes on after the last event it has seen. Who cannot go on from there (it was started anew, say) tells `reset`.

Fails when the first connection does: whoever begins to follow learns at once that nobody is there. Later on, it only waits. Ends when the signal aborts or the client is closed.
*/
export async function * followEvents<const Events extends EventTable>(source: Source<Events>, options: FollowOptions = {}): AsyncGenerator<EventIn<Events>> {
	const {transport: {closed, url}, timings, events} = source;
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
			for await (const event of readEvents(answer, events, timings.silenceMs)) {
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

/** Somebody's events over one connection: over when it breaks off. */
export async function * followOnce<const Events extends EventTable>(source: Source<Events>, options: FollowOptions): AsyncGenerator<EventIn<Events>> {
	yield * readEvents(await connect(source, options), source.events, source.timings.silenceMs);
}

async function connect({transport, refusalOf}: Omit<Source<EventTable>, 'events'>, {lastEventId, signal, types}: FollowOptions): Promise<Answer> {
	const answer = await transport.send({
		method: 'GET',
		path: types ? `${PATH}?types=${types.join(',')}` : PATH,
		headers: {
			accept: 'text/event-stream',
			...(lastEventId !== undefined && {'last-event-id': lastEventId}),
		},
		timeoutMs: undefined,
		signal,
	});
	if (answer.status !== 200) {
		throw await refusalOf(answer);
	}

	return answer;
}

async function * readEvents<Events extends EventTable>({chunks, cancel}: Answer, events: Events, silenceMs: number): AsyncGenerator<EventIn<Events>> {
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
				const event = toEvent(message, events);
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

/** @returns `undefined` for what is no event that we know: a newer version may tell more. */
function toEvent<Events extends EventTable>({id, event: type, data}: EventSourceMessage, events: Events): EventIn<Events> | undefined {
	if (id === undefined || type === undefined || !Object.hasOwn(events, type)) {
		return undefined;
	}

	try {
		const event = {id, type, data: events[type]!.schema.parse(JSON.parse(data))};
		return event as EventIn<Events>;
	} catch {
		return undefined;
	}
}
