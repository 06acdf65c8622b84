import type {ServerResponse} from 'node:http';
import type {Route} from '../api/route.js';

/**
Writes a whole answer to the socket, head and body in one piece. A `Response` would carry the body as a stream, which costs more than most answers.

@param result - What the route's handler returned.
*/
export function writeAnswer(outgoing: ServerResponse, {status, responseType}: Route, result: unknown): void {
	const body = responseType === 'application/json' ? JSON.stringify(result) : result as string | Uint8Array;
	outgoing.writeHead(status, {...headersOf(responseType), 'content-length': Buffer.byteLength(body)});
	outgoing.end(body);
}

/** As {@link writeAnswer}, for who asks for the head of something that has no length yet. */
export function writeHead(outgoing: ServerResponse, {status, responseType}: Route): void {
	outgoing.writeHead(status, headersOf(responseType));
	outgoing.end();
}

function headersOf(responseType: Route['responseType']): Record<string, string> {
	return responseType.startsWith('text/')
		? {
			'content-type': `${responseType}; charset=utf-8`,
			// A page of ours loads nothing and runs nothing.
			'content-security-policy': 'default-src \'none\'; style-src \'unsafe-inline\'; frame-ancestors \'none\'',
		}
		: {'content-type': responseType};
}
