import {type ClientRequest, request as httpRequest, type IncomingHttpHeaders, type IncomingMessage} from 'node:http';
import {connect, type Socket} from 'node:net';
import {once} from 'node:events';
import {text} from 'node:stream/consumers';

export type RawAnswer = {readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string};

export type Refused = {error: {code: string; message: string; details?: Record<string, unknown>}};

type Options = {
	readonly method?: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string | Uint8Array;
};

/** A request as any program may make it, with headers that a polite client would not send. */
export async function ask(url: string, {method = 'GET', headers = {}, body}: Options = {}): Promise<RawAnswer> {
	const incoming = await answerTo(httpRequest(url, {method, headers, agent: false}).end(body));
	return {status: incoming.statusCode!, headers: incoming.headers, text: await text(incoming)};
}

/** The same, of an answer that is JSON. */
export async function askJson<Value = Refused>(url: string, options?: Options): Promise<{status: number; headers: IncomingHttpHeaders; json: Value}> {
	const {status, headers, text: body} = await ask(url, options);
	return {status, headers, json: JSON.parse(body) as Value};
}

export const postJson = async <Value = Refused>(url: string, body: unknown) => askJson<Value>(url, {method: 'POST', headers: {'content-type': 'application/json'}, body: typeof body === 'string' ? body : JSON.stringify(body)});

/** The answer to a request, whether or not the rest of the request can still be sent. */
export async function answerTo(outgoing: ClientRequest): Promise<IncomingMessage> {
	outgoing.on('error', () => undefined);
	const [incoming] = await once(outgoing, 'response') as [IncomingMessage];
	return incoming;
}

/** What comes back, to the end, when `bytes` are written to a bare connection. */
export async function converse(url: string, bytes: string): Promise<string> {
	const socket = await openSocket(url);
	socket.write(bytes);
	return text(socket);
}

/** A bare connection. */
export async function openSocket(url: string): Promise<Socket> {
	const {hostname, port} = new URL(url);
	const socket = connect(Number(port), hostname);
	await once(socket, 'connect');
	return socket;
}
