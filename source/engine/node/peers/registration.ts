import {ApiError, toApiError} from '../../../api/api-error.js';
import type {DialNode} from '../../../api/node-api.js';
import {hostOf, type Reach, reachOf} from '../../../api/reach.js';
import {isBanned} from './fault.js';
import {greet, type Greeter} from './link.js';
import type {Neighbours} from './neighbours.js';
import type {PeerBook, PeerRecord} from './peer-book.js';

/** How many addresses are being tried at a time, and how long one may take. Milliseconds. */
const MOST_AT_ONCE = 20;
const TRY_MS = 5000;

/** Peers at one host that others may name: whoever has many ports must not take all places. */
const MOST_AT_A_HOST = 8;

export type RegistrationDependencies = Greeter & {
	readonly dial: DialNode;
	readonly book: PeerBook;
	readonly neighbours: Neighbours;
	/** Told of a peer that had to make room. */
	readonly onGone: (record: PeerRecord) => void;
};

/** Makes peers of addresses that somebody names: of those where a node of our network answers. */
export class Registration {
	readonly #dependencies: RegistrationDependencies;
	#busy = 0;
	readonly #stopped = new AbortController();

	constructor(dependencies: RegistrationDependencies) {
		this.#dependencies = dependencies;
	}

	/**
	Tries addresses, each once.

	@returns The URLs of those that are peers now.
	@throws {ApiError} What the first was refused for, when none was taken.
	*/
	async registerAny(urls: readonly string[], from: string | undefined): Promise<string[]> {
		const origins = [...new Set(urls.map(url => new URL(url).origin))];
		const outcomes = await Promise.allSettled(origins.map(async origin => this.register(origin, from)));
		const [first, ...others] = outcomes.filter(outcome => outcome.status === 'rejected');
		if (first && others.length === outcomes.length - 1) {
			throw toApiError(first.reason);
		}

		return origins.filter((_, index) => outcomes[index]!.status === 'fulfilled');
	}

	/**
	Tries an address, and keeps it for a peer.

	@param from - The address of who names it; `undefined` is this machine.
	@throws {ApiError} `peer_not_allowed`, `peer_is_self`, `wrong_network`, `node_unreachable`, `too_many_peers`.
	*/
	async register(url: string, from: string | undefined): Promise<void> {
		const {book, neighbours} = this.#dependencies;
		const reach = from === undefined ? 'loopback' : reachOf(from) ?? 'public';
		if (reach !== 'loopback') {
			this.#checkHost(url);
		}

		await this.#greet(url, reach);
		// Somebody farther away must not change what somebody near has said of a peer, nor wipe its slate clean.
		if (!book.get(url) || reach === 'loopback') {
			this.keep(url, reach);
		}

		neighbours.dial(url, reach).hurry();
	}

	/** Remembers a peer without asking it. @throws {ApiError} `too_many_peers` */
	keep(url: string, reach: Reach): void {
		const {book, neighbours, onGone, clock} = this.#dependencies;
		const gone = book.add({url, reach}, Math.floor(clock() / 1000), other => neighbours.link(other)?.isConnected === true);
		if (gone) {
			onGone(gone);
		}
	}

	/** Ends what is being tried. */
	stop(): void {
		this.#stopped.abort();
	}

	/** What a host has done at one port counts at the others. */
	#checkHost(url: string): void {
		const {book, clock} = this.#dependencies;
		const atHost = book.all().filter(record => hostOf(record.url) === hostOf(url));
		if (atHost.some(record => isBanned(record, clock() / 1000))) {
			throw new ApiError('peer_not_allowed', `${hostOf(url)} is banned`);
		}

		if (!book.get(url) && atHost.length >= MOST_AT_A_HOST) {
			throw new ApiError('too_many_peers', `there are ${atHost.length} peers at ${hostOf(url)} already`);
		}
	}

	async #greet(url: string, reach: Reach): Promise<void> {
		// Strangers must not take the operator's turn.
		if (this.#busy >= MOST_AT_ONCE && reach !== 'loopback') {
			throw new ApiError('too_many_peers', 'too many addresses are being tried at the moment');
		}

		const {dial, id} = this.#dependencies;
		const remote = dial(url, {reach, id});
		const {signal} = this.#stopped;
		const close = () => {
			remote.close();
		};

		const timer = setTimeout(close, TRY_MS);
		signal.addEventListener('abort', close);
		this.#busy++;
		try {
			signal.throwIfAborted();
			await greet(remote, url, this.#dependencies);
		} catch (error) {
			throw toApiError(error);
		} finally {
			this.#busy--;
			clearTimeout(timer);
			signal.removeEventListener('abort', close);
			remote.close();
		}
	}
}
