import * as z from 'zod';
import {utf8ToBytes} from '../../../protocol/bytes.js';
import {ApiError} from '../../../api/api-error.js';
import {type Reach, reaches} from '../../../api/reach.js';
import {timestampSchema} from '../../../api/values.js';
import type {Storage} from '../../storage/storage.js';
import {rangeOf} from '../../storage/key-parts.js';
import {keyOf} from '../layout.js';
import {isBanned, type Standing} from './fault.js';

/** All that are remembered are dialled. */
const MOST_PEERS = 64;

const recordSchema = z.object({
	url: z.url(),
	/** How near the address may be, as whoever named it was. */
	reach: z.enum(reaches),
	seen: timestampSchema.nullable(),
	penalty: z.number().int().min(0),
	penalty_at: timestampSchema,
	banned_until: timestampSchema.nullable(),
});

/** What is remembered of a peer from run to run. */
export type PeerRecord = z.infer<typeof recordSchema> & Standing;

/** The peers that a node remembers, on disk. */
export class PeerBook {
	static async open(storage: Storage): Promise<PeerBook> {
		const records: PeerRecord[] = [];
		for await (const {value} of storage.range(rangeOf('p'))) {
			const {data} = recordSchema.safeParse(parse(value));
			// What cannot be read was a peer once; it can be added again.
			if (data) {
				records.push(data);
			}
		}

		return new PeerBook(storage, records);
	}

	readonly #storage: Storage;
	readonly #records: Map<string, PeerRecord>;
	#written: Promise<void> = Promise.resolve();

	private constructor(storage: Storage, records: readonly PeerRecord[]) {
		this.#storage = storage;
		this.#records = new Map(records.map(record => [record.url, record]));
	}

	all(): PeerRecord[] {
		return [...this.#records.values()];
	}

	get(url: string): PeerRecord | undefined {
		return this.#records.get(url);
	}

	/**
	Remembers a peer with a clean slate; where there is no room, in the place of the one that was not seen for the longest time. Nobody takes the place of a peer that was named from nearer than they are; and those that are banned stay longest, so that they stay banned.

	@param now - Seconds. @param isInUse - Whether the peer at a URL must stay.
	@returns The peer that had to go.
	@throws {ApiError} `too_many_peers`
	*/
	add({url, reach}: Pick<PeerRecord, 'url' | 'reach'>, now: number, isInUse: (url: string) => boolean): PeerRecord | undefined {
		const known = this.get(url);
		const isFull = known === undefined && this.#records.size >= MOST_PEERS;
		const [idle] = isFull ? this.#replaceable(reach, now).filter(record => !isInUse(record.url)) : [];
		if (isFull && !idle) {
			throw new ApiError('too_many_peers');
		}

		this.set({
			url, reach, seen: known?.seen ?? null, penalty: 0, penalty_at: now, banned_until: null,
		});
		return idle;
	}

	/** What is new about a peer. */
	set(record: PeerRecord): void {
		this.#records.set(record.url, record);
		this.#write(record.url, utf8ToBytes(JSON.stringify(record)));
	}

	delete(url: string): void {
		this.#records.delete(url);
		this.#write(url, undefined);
	}

	/** Waits until everything is written. A disk that refuses costs the memory, nothing else. */
	async settled(): Promise<void> {
		await this.#written;
	}

	/** Whose place may be taken, that of the first first. */
	#replaceable(reach: Reach, now: number): PeerRecord[] {
		return this.all()
			.filter(record => reaches.indexOf(record.reach) >= reaches.indexOf(reach))
			.toSorted((a, b) => Number(isBanned(a, now)) - Number(isBanned(b, now)) || (a.seen ?? 0) - (b.seen ?? 0));
	}

	#write(url: string, value: Uint8Array | undefined): void {
		this.#written = (async () => {
			await this.#written;
			await this.#storage.write([{key: keyOf.peer(url), value}], {durable: false});
		})().catch(() => undefined);
	}
}

function parse(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(Buffer.from(bytes).toString('utf8'));
	} catch {
		return undefined;
	}
}
