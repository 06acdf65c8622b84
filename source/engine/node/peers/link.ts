import {setTimeout as delay} from 'node:timers/promises';
import type {Hash} from '../../../protocol/brands.js';
import type {EventOf} from '../../../api/event.js';
import type {DialNode, RemoteNode} from '../../../api/node-api.js';
import type {Handshake, Peer} from '../../../api/peer.js';
import type {Reach} from '../../../api/reach.js';
import {ApiError, toApiError} from '../../../api/api-error.js';
import {type Fault, faults} from './fault.js';
import {KnownHashes} from './known-hashes.js';
import type {Claim, SyncPeer} from './sync-peer.js';

/** How long to wait before dialling again, at first and at most. Milliseconds. */
const RETRY_MS = [1000, 60_000] as const;

/** A connection that held so long was a good one: the next wait begins at the least again. */
const GOOD_MS = 30_000;

/** The least time between two remarks that a peer has another tip. Milliseconds. */
const TELL_MS = 1000;

export type LinkDependencies = {
	readonly dial: DialNode;
	/** Our own name in this run. */
	readonly id: string;
	readonly genesis: Hash;
	/** Milliseconds since 1970. */
	readonly clock: () => number;
	/** Milliseconds that only ever go forward. */
	readonly ticks: () => number;
	/** From 0 up to 1. */
	readonly random: () => number;
	/** Whether it may be dialled now. */
	readonly isAllowed: () => boolean;
	/** Its state, or what is known of it, has changed; the latter is told once a second. */
	readonly onChange: () => void;
	readonly onFault: (fault: Fault) => void;
	/** It has connected, and is followed from now on. */
	readonly onConnect: () => void;
	/** It has told of its tip. */
	readonly onTip: () => void;
	readonly onTransfer: (id: Hash) => void;
};

/**
A connection that we keep to another node: dialled, followed, and dialled again when it breaks off. It serves both directions: what the other side has is fetched over it, and what it lacks is brought.
*/
export class Link implements SyncPeer {
	readonly url: string;
	readonly reach: Reach;
	/** What the other side has, as far as this connection has shown. */
	known = new KnownHashes();
	state: Exclude<Peer['state'], 'banned' | 'removed'> = 'waiting';
	claim: Claim | undefined;
	handshake: Handshake | undefined;
	pingMs: number | undefined;
	/** Seconds by which its clock is ahead. */
	clockOffset: number | undefined;
	/** Seconds since 1970. */
	seen: number | undefined;
	trouble: string | undefined;
	readonly #dependencies: LinkDependencies;
	readonly #stopped = new AbortController();
	readonly #traffic = {sent: 0, received: 0};
	#remote: RemoteNode | undefined;
	#connection = new AbortController();
	#hurry = new AbortController();
	#running: Promise<void> | undefined;

	constructor({url, reach}: {readonly url: string; readonly reach: Reach}, dependencies: LinkDependencies) {
		this.url = url;
		this.reach = reach;
		this.#dependencies = dependencies;
	}

	get isConnected(): boolean {
		return this.state === 'connected';
	}

	/** @throws {ApiError} `node_unreachable` when it is not connected: between two answers, it may have gone. */
	get remote(): RemoteNode {
		if (!this.#remote) {
			throw new ApiError('node_unreachable', `${this.url} is not connected`);
		}

		return this.#remote;
	}

	/** Bytes, over all connections of this run. */
	get traffic(): {readonly sent: number; readonly received: number} {
		const {sent = 0, received = 0} = this.#remote?.traffic ?? {};
		return {sent: this.#traffic.sent + sent, received: this.#traffic.received + received};
	}

	/** Aborts when this connection, or the link, is over. */
	get signal(): AbortSignal {
		return this.#connection.signal;
	}

	start(): void {
		this.#running ??= this.#run();
	}

	/** Dials now, if it is waiting to. */
	hurry(): void {
		this.#hurry.abort();
	}

	/** Breaks off; it will be dialled again. */
	disconnect(): void {
		this.#connection.abort();
	}

	async stop(): Promise<void> {
		this.#stopped.abort();
		this.#connection.abort();
		this.#hurry.abort();
		await this.#running;
	}

	fault(fault: Fault, detail?: string): void {
		if (this.#stopped.signal.aborted) {
			return;
		}

		this.trouble = detail === undefined ? faults[fault].meaning : `${faults[fault].meaning}: ${detail}`;
		this.#dependencies.onFault(fault);
	}

	async #run(): Promise<void> {
		const {ticks, random, isAllowed} = this.#dependencies;
		let waitMs: number = RETRY_MS[0];
		while (!this.#stopped.signal.aborted) {
			const startedMs = ticks();
			if (isAllowed()) {
				await this.#connect();
			}

			if (ticks() - startedMs > GOOD_MS) {
				waitMs = RETRY_MS[0];
			}

			this.#become('waiting');
			await this.#pause(waitMs * (1 + random() / 2));
			waitMs = Math.min(waitMs * 2, RETRY_MS[1]);
		}
	}

	/** One connection, from dialling to its end. */
	async #connect(): Promise<void> {
		const {dial, id} = this.#dependencies;
		this.#connection = new AbortController();
		this.known = new KnownHashes();
		this.#become('connecting');
		try {
			const remote = dial(this.url, {reach: this.reach, id});
			this.#remote = remote;
			this.#connection.signal.addEventListener('abort', () => {
				remote.close();
			}, {once: true});
			await this.#shakeHands(this.#remote);
			await this.#follow(this.#remote);
			this.trouble = 'the connection broke off';
		} catch (error) {
			this.trouble = toApiError(error).message;
		} finally {
			this.#connection.abort();
			const {sent, received} = this.traffic;
			this.#traffic.sent = sent;
			this.#traffic.received = received;
			this.claim = undefined;
			this.state = 'waiting';
			this.#remote = undefined;
		}
	}

	/** Also measures how long it takes, and how far the clocks are apart. */
	async #shakeHands(remote: RemoteNode): Promise<void> {
		const handshake = await greet(remote, this.url, this.#dependencies);
		this.pingMs = handshake.pingMs;
		this.clockOffset = handshake.clockOffset;
		this.handshake = handshake;
	}

	async #follow(remote: RemoteNode): Promise<void> {
		const {onConnect, onTip, onTransfer, onChange, ticks} = this.#dependencies;
		let toldMs = 0;
		let isFirst = true;
		for await (const event of remote.follow(this.#connection.signal)) {
			this.#hear();
			if (event.type === 'tip') {
				this.#claimed(event.data);
				if (isFirst) {
					isFirst = false;
					this.trouble = undefined;
					this.#become('connected');
					onConnect();
				} else if (ticks() - toldMs >= TELL_MS) {
					toldMs = ticks();
					onChange();
				}

				onTip();
			} else if (event.type === 'transaction') {
				this.known.add(event.data.id);
				onTransfer(event.data.id);
			}
		}
	}

	#claimed({hash, height, chainwork}: EventOf<'tip'>['data']): void {
		this.claim = {hash, height, chainwork: BigInt(chainwork)};
		this.known.add(hash);
	}

	#hear(): void {
		this.seen = Math.floor(this.#dependencies.clock() / 1000);
	}

	#become(state: Link['state']): void {
		this.state = state;
		this.#dependencies.onChange();
	}

	async #pause(ms: number): Promise<void> {
		this.#hurry = new AbortController();
		try {
			await delay(ms, undefined, {signal: AbortSignal.any([this.#stopped.signal, this.#hurry.signal]), ref: false});
		} catch {
			// Aborted: the loop looks for itself.
		}
	}
}

type Greeting = Handshake & {readonly pingMs: number; readonly clockOffset: number};

/** Who greets, and with which clocks. */
export type Greeter = Pick<LinkDependencies, 'genesis' | 'id' | 'clock' | 'ticks'>;

/**
Asks a node who it is.

@throws {ApiError} `wrong_network`, `peer_is_self`, `node_unreachable`, `peer_not_allowed`.
*/
export async function greet(remote: Pick<RemoteNode, 'handshake'>, url: string, {genesis, id, clock, ticks}: Greeter): Promise<Greeting> {
	const startedMs = clock();
	const sent = ticks();
	const handshake = await remote.handshake(genesis);
	const pingMs = ticks() - sent;
	if (handshake.id === id) {
		throw new ApiError('peer_is_self', `the node at ${url} is this one`, {url});
	}

	if (handshake.genesis !== genesis) {
		throw new ApiError('wrong_network', `the node at ${url} belongs to the network ${handshake.network} (genesis ${handshake.genesis}), not to ours (genesis ${genesis})`, {url, expected: genesis, got: handshake.genesis});
	}

	return {...handshake, pingMs, clockOffset: Math.round(handshake.time - (startedMs + pingMs / 2) / 1000)};
}
