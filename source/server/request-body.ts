import type {IncomingMessage} from 'node:http';
import {ApiError} from '../api/api-error.js';

/**
The body of a request.

@param limit - Bytes; a body that says it is longer is not read at all, one that turns out to be is read no further.
@throws {ApiError} `body_too_large`; `request_timeout` when the body does not arrive whole.
*/
export async function readBody(incoming: IncomingMessage, limit: number): Promise<Uint8Array> {
	if (Number(incoming.headers['content-length'] ?? 0) > limit) {
		throw tooLarge(limit);
	}

	const chunks: Uint8Array[] = [];
	let size = 0;
	try {
		// Not destroyed on return: the refusal still has to go out on the same socket.
		for await (const chunk of incoming.iterator({destroyOnReturn: false}) as AsyncIterable<Uint8Array>) {
			size += chunk.length;
			if (size > limit) {
				throw tooLarge(limit);
			}

			chunks.push(chunk);
		}
	} catch (error) {
		throw error instanceof ApiError ? error : new ApiError('request_timeout', undefined, undefined, {cause: error});
	}

	return Buffer.concat(chunks);
}

const tooLarge = (limit: number): ApiError => new ApiError('body_too_large', undefined, {limit});

/**
Holds a request to its media type.

@throws {ApiError} `media_type`, also for a body that is compressed.
*/
export function checkMediaType({headers}: IncomingMessage, expected: string): void {
	const type = headers['content-type']?.split(';', 1)[0]!.trim().toLowerCase();
	if (type !== expected || (headers['content-encoding'] ?? 'identity') !== 'identity') {
		throw new ApiError('media_type', `this POST carries ${expected}, uncompressed`, {expected});
	}
}

/** @throws {ApiError} `invalid_json` */
export function parseJson(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(bytes));
	} catch (error) {
		throw new ApiError('invalid_json', undefined, undefined, {cause: error});
	}
}
