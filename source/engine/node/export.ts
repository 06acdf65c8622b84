import {bytesToHex} from '../../protocol/bytes.js';
import type {Chain} from './chain.js';

/** What the first line of an exported chain says. */
export type ExportHead = {readonly network: string; readonly genesis: string};

/** How far a long run over the chain has come. */
export type Progress = {readonly done: number; readonly total: number};

export type ChainRun = {
	readonly signal?: AbortSignal | undefined;
	readonly onProgress?: ((progress: Progress) => void) | undefined;
};

/**
The best chain as lines of JSON, without line ends: first the network, then a block a line, oldest first.

@throws {DOMException} `AbortError` when the signal aborts.
*/
export async function * exportChain(chain: Chain, network: string, genesis: string, {signal, onProgress}: ChainRun = {}): AsyncIterable<string> {
	yield JSON.stringify({network, genesis} satisfies ExportHead);
	const {height: total} = chain.tip;
	for (let height = 1; height <= total; height++) {
		signal?.throwIfAborted();
		const {hash, header, transactionCount} = chain.reader.entryAt(height)!;
		const raw = bytesToHex(chain.reader.blockBytes(hash)!);
		yield JSON.stringify({
			height, hash, time: header.time, transaction_count: transactionCount, raw,
		});
		onProgress?.({done: height, total});
	}
}
