import {readFile, rm} from 'node:fs/promises';
import * as z from 'zod';
import {replacePrivateFile} from '../engine/storage/private-file.js';
import type {Hash} from '../protocol/brands.js';

const endpointSchema = z.strictObject({url: z.url(), pid: z.number().int(), genesis: z.string()});

/** Where the node that has a data folder open can be asked. */
export type Endpoint = {readonly url: string; readonly pid: number; readonly genesis: Hash | string};

export async function writeEndpoint(location: string, endpoint: Endpoint): Promise<void> {
	await replacePrivateFile(location, `${JSON.stringify(endpoint)}\n`);
}

/** @returns `undefined` when there is none, or none that makes sense: whether a node is really there shows only when it is asked. */
export async function readEndpoint(location: string): Promise<Endpoint | undefined> {
	try {
		return endpointSchema.parse(JSON.parse(await readFile(location, 'utf8')));
	} catch {
		return undefined;
	}
}

/** Removes the file, if it is still this process's own. */
export async function removeEndpoint(location: string, pid: number): Promise<void> {
	const endpoint = await readEndpoint(location);
	if (endpoint?.pid === pid) {
		await rm(location, {force: true});
	}
}
