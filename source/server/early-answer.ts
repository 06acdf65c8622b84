import type {IncomingMessage, ServerResponse} from 'node:http';
import {finished} from 'node:stream/promises';

/** How long a client may go on sending what nobody wants. Milliseconds. */
const LINGER = 2000;

/**
Answers a request whose body is still arriving, and throws away what comes for a while. Closing at once would reset the connection, and whoever only reads when all is sent would never see the answer (nginx calls this `lingering_close`).
*/
export async function answerEarly(incoming: IncomingMessage, outgoing: ServerResponse, status: number, body: unknown): Promise<void> {
	const bytes = Buffer.from(JSON.stringify(body));
	outgoing.writeHead(status, {'content-type': 'application/json', 'content-length': bytes.length});
	outgoing.write(bytes);
	incoming.resume();
	try {
		await finished(incoming, {signal: AbortSignal.timeout(LINGER)});
	} catch {
		// Gone, or still sending: either way it has had its answer.
	}

	outgoing.end();
}
