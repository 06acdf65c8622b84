import {once} from 'node:events';
import {sleep} from '../work/sleep.js';
import type {MinerEvent, MinerListener} from './miner-event.js';
import {Miner, type MinerDependencies, type MinerOptions} from './miner.js';

export type MineOptions = MinerOptions & {
	/** Ends after so long. By default there is no end. */
	readonly seconds?: number | undefined;
};

export type MineDependencies = MinerDependencies & {
	/** Ends it early, with what there is by then as the result. */
	readonly signal?: AbortSignal | undefined;
	readonly listener?: MinerListener | undefined;
};

export type MineResult = {
	readonly blocks: number;
	readonly shares: number;
	readonly hashes: number;
	/** From the start to the end, in which the processes started too. */
	readonly seconds: number;
};

/**
Mines until there are so many blocks, and never one more, until the time is over, or until the signal aborts: whatever comes first.

@throws {ApiError} when mining fails: `miner_failed`, or what the source cannot work with.
*/
export async function mineBlocks({seconds, ...options}: MineOptions, {signal, listener, ...dependencies}: MineDependencies): Promise<MineResult> {
	const miner = new Miner(options, dependencies);
	const startMs = dependencies.clock();
	const ended = new AbortController();
	const end = (): void => {
		ended.abort();
	};

	let failure: Error | undefined;
	miner.subscribe((event: MinerEvent) => {
		listener?.(event);
		if (event.event === 'failed') {
			failure = event.error;
			end();
		} else if (event.event === 'block' && miner.state().blocks === options.blocks) {
			end();
		}
	});
	signal?.addEventListener('abort', end, {once: true});
	if (!signal?.aborted) {
		miner.start();
		await (seconds === undefined ? once(ended.signal, 'abort') : sleep(seconds * 1000, ended.signal));
	}

	signal?.removeEventListener('abort', end);
	await miner.stop();
	if (failure) {
		throw failure;
	}

	const {blocks, shares, hashes} = miner.state();
	return {blocks, shares, hashes, seconds: (dependencies.clock() - startMs) / 1000};
}
