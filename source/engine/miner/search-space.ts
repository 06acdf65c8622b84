import type {Timestamp} from '../../protocol/brands.js';
import {encodeHeader} from '../../protocol/header.js';
import {headerOf} from '../../api/work-header.js';
import type {Work} from '../../api/work.js';
import {HEADER_START_SIZE} from './kernels/kernel.js';

/** One header to scan all nonces of. */
export type SearchArea = {
	readonly work: Work;
	readonly extranonce: Uint8Array;
	readonly time: Timestamp;
	readonly version: number;
	/** The header without its nonce. */
	readonly header76: Uint8Array;
};

/** Past this, an extranonce is larger than anybody can use up. */
const MOST_EXTRANONCES = 2 ** 48;

/**
All headers of a work, handed out so that no two processes ever scan the same one: first each extranonce, then each version, then the next second, as far as the work's version and time may roll.
*/
export class SearchSpace {
	readonly work: Work;
	readonly #extranonces: number;
	readonly #first: number;
	readonly #versionBits: readonly number[];
	#used = 0;

	/** @param random - From 0 up to 1. It says where to begin: two miners with the same address on the same node must not repeat each other. */
	constructor(work: Work, random: () => number) {
		this.work = work;
		this.#extranonces = Math.min(256 ** work.extranonceSize, MOST_EXTRANONCES);
		this.#versionBits = bitsOf(work.versionMask ?? 0);
		this.#first = Math.floor(random() * this.#extranonces);
	}

	/** @returns `undefined` when there is nothing left to scan. */
	next(): SearchArea | undefined {
		const {work} = this;
		const round = Math.floor(this.#used / this.#extranonces);
		const versions = 2 ** this.#versionBits.length;
		const time = work.time + Math.floor(round / versions);
		if (time > work.maxTime) {
			return undefined;
		}

		const extranonce = littleEndian((this.#first + this.#used) % this.#extranonces, work.extranonceSize);
		const version = this.#rolled(round % versions);
		this.#used++;
		const header = headerOf(work, {extranonce, time, nonce: 0, version});
		return {work, extranonce, time, version, header76: encodeHeader(header).subarray(0, HEADER_START_SIZE)};
	}

	/** The version whose free bits count to a number. */
	#rolled(count: number): number {
		let {version} = this.work;
		for (const [index, bit] of this.#versionBits.entries()) {
			version ^= (count >> index) & 1 ? bit : 0;
		}

		return version;
	}
}

/** The bits of a mask, each by itself. */
const bitsOf = (mask: number): number[] => Array.from({length: 31}, (_, index) => 1 << index).filter(bit => (mask & bit) !== 0);

const littleEndian = (value: number, size: number): Uint8Array => Uint8Array.from({length: size}, (_, index) => Math.floor(value / (256 ** index)) % 256);
