import * as z from 'zod';
import {hexToBytes} from '../../protocol/bytes.js';
import {RuleError} from '../../protocol/rule-error.js';
import {ApiError, toApiError} from '../../api/api-error.js';
import {hexSchema} from '../../api/values.js';
import type {Chain} from './chain.js';
import type {ChainRun, ExportHead} from './export.js';

const headSchema = z.object({network: z.string(), genesis: z.string()});
const lineSchema = z.object({raw: hexSchema});

export type Imported = {
	/** Blocks that were new. */
	readonly added: number;
	/** Blocks that were known already. */
	readonly known: number;
};

/**
Takes in a chain that `exportChain` wrote. Every block goes the way of any other block, so a file cannot do what a peer could not; a line that is wrong ends the import, and what came before it stays.

@throws {ApiError} `wrong_network`, `invalid_json`, or the code of the rule that a block breaks; each names its line. {DOMException} `AbortError` when the signal aborts.
*/
export async function importChain(chain: Chain, lines: AsyncIterable<string>, genesis: string, {signal, onProgress}: ChainRun = {}): Promise<Imported> {
	let number = 0;
	let added = 0;
	let known = 0;
	for await (const line of lines) {
		signal?.throwIfAborted();
		number++;
		if (number === 1) {
			checkHead(readLine(line, number, headSchema), genesis);
		} else if (line.trim() !== '') {
			const {raw} = readLine(line, number, lineSchema);
			if (await takeIn(chain, hexToBytes(raw), number)) {
				added++;
			} else {
				known++;
			}

			onProgress?.({done: added + known, total: 0});
		}
	}

	if (number === 0) {
		throw new ApiError('invalid_json', 'the file is empty');
	}

	return {added, known};
}

function checkHead(head: ExportHead, genesis: string): void {
	if (head.genesis !== genesis) {
		throw new ApiError('wrong_network', `the file holds a chain of the network ${head.network.slice(0, 16)} with genesis ${head.genesis.slice(0, 64)}; this one has genesis ${genesis}`);
	}
}

function readLine<Schema extends z.ZodType>(line: string, number: number, schema: Schema): z.output<Schema> {
	let value: unknown;
	try {
		value = JSON.parse(line);
	} catch (error) {
		throw new ApiError('invalid_json', `line ${number} is not JSON: was the file cut off?`, {line: number}, {cause: error});
	}

	const result = schema.safeParse(value);
	if (!result.success) {
		throw new ApiError('invalid_json', `line ${number} is not what \`chain export\` writes`, {line: number}, {cause: result.error});
	}

	return result.data;
}

/** @returns Whether the block was new. */
async function takeIn(chain: Chain, bytes: Uint8Array, line: number): Promise<boolean> {
	try {
		const {isNew} = await chain.accept(bytes);
		return isNew;
	} catch (error) {
		if (error instanceof RuleError) {
			throw new ApiError(error.code, `line ${line}: ${error.message}`, {line}, {cause: error});
		}

		throw toApiError(error);
	}
}
