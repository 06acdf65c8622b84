import type {ServerResponse} from 'node:http';

/**
Writes head and body. Failing before the head is an ordinary refusal; failing later cuts the connection.

@param signal - Aborts when the client goes away or the server closes.
*/
type Write = (outgoing: ServerResponse, signal: AbortSignal) => Promise<void>;

/** An answer that is written piece by piece instead of returned whole. */
export class Streamed {
	readonly write: Write;

	constructor(write: Write) {
		this.write = write;
	}
}
