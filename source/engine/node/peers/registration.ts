import {ApiError, toApiError} from '../../../api/api-error.js';
import type {DialNode} from '../../../api/node-api.js';
import {type Reach, reachOf} from '../../../api/reach.js';
import {isBanned} from './fault.js';
import {greet, type Greeter} from './link.js';
import type {Neighbours} from './neighbours.js';
import type {PeerBook, PeerRecord} from './peer-book.js';

/** How many addresses are being tried at a time, and how long one may take. Milliseconds. */
const MOST_AT_ONCE = 20;
const TRY_MS = 5000;

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

	constructor(dependencies: RegistrationDependencies) {
		this.#dependencies = dependencies;
	}

	/**
	Tries an address, and keeps it for a peer.

	@param from - The address of who names it; `undefined` is this machine.
	@throws {ApiError} `peer_not_allowed`, `peer_is_self`, `wrong_network`, `node_unreachable`, `too_many_peers`.
	*/
	async register(url: string, from: string | undefined): Promise<void> {
		const {book, neighbours, clock} = this.#dependencies;
		const known = book.get(url);
		const reach = from === undefined ? 'loopback' : reachOf(from) ?? 'public';
		if (known && isBanned(known, clock() / 1000) && reach !== 'loopback') {
			throw new ApiError('peer_not_allowed', `${url} is banned`);
		}

		await this.#greet(url, reach);
		// Somebody farther away must not change what somebody near has said of a peer, nor wipe its slate clean.
		if (!known || reach === 'loopback') {
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

	async #greet(url: string, reach: Reach): Promise<void> {
		if (this.#busy >= MOST_AT_ONCE) {
			throw new ApiError('too_many_peers', 'too many addresses are being tried at the moment');
		}

		const {dial, id} = this.#dependencies;
		const remote = dial(url, {reach, id});
		const timer = setTimeout(() => {
			remote.close();
		}, TRY_MS);
		this.#busy++;
		try {
			await greet(remote, url, this.#dependencies);
		} catch (error) {
			throw toApiError(error);
		} finally {
			this.#busy--;
			clearTimeout(timer);
			remote.close();
		}
	}
}
