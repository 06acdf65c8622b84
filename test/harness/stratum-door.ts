import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {ExecutionContext} from 'ava';
import type {CandidateOutcome, Share, ShareLedger} from '../../source/engine/pool/share.js';
import {Stratifier, type StratifierOptions} from '../../source/engine/pool/stratifier.js';
import type {WorkEvent} from '../../source/engine/pool/work-event.js';
import type {Network} from '../../source/protocol/network.js';
import type {Hash} from '../../source/protocol/brands.js';
import type {StratumLimits} from '../../source/server/stratum-limits.js';
import {serveStratum, type StratumServer} from '../../source/server/stratum-server.js';
import {type NodeFixture, openNode} from '../engine/node/open-node.js';
import {addressOn, alice} from './keys.js';

/** A ledger that remembers in memory what it was told. */
export class RecordingLedger implements ShareLedger {
	readonly shares: Share[] = [];
	readonly candidates: Array<{hash: Hash; outcome: CandidateOutcome}> = [];

	async share(share: Share): Promise<void> {
		this.shares.push(share);
	}

	async candidate(hash: Hash, outcome: CandidateOutcome): Promise<void> {
		this.candidates.push({hash, outcome});
	}
}

export type PoolFixture = NodeFixture & {
	readonly stratifier: Stratifier;
	readonly ledger: RecordingLedger;
	readonly events: WorkEvent[];
	/** Resolves with the next event of the kind, or the first that has not been waited for. */
	readonly event: <Kind extends WorkEvent['event']>(kind: Kind) => Promise<Extract<WorkEvent, {event: Kind}>>;
};

/** A node in memory and a pool's work on it, which pays alice. */
export async function openStratifier(t: ExecutionContext, network: Network, options: Partial<StratifierOptions> & {readonly ledger?: RecordingLedger} = {}): Promise<PoolFixture> {
	const fixture = await openNode(t, network);
	const ledger = options.ledger ?? new RecordingLedger();
	const events: WorkEvent[] = [];
	const waiting: WorkEvent[] = [];
	const wakes = new Set<() => void>();
	const stratifier = new Stratifier({
		node: fixture.node,
		address: addressOn(alice, network),
		clock: fixture.clock.now,
		random: () => 0.5,
		onError(error) {
			t.log(error);
		},
		...options,
		ledger,
	});
	stratifier.subscribe(event => {
		events.push(event);
		waiting.push(event);
		for (const wake of wakes) {
			wake();
		}
	});
	t.teardown(async () => stratifier.stop());
	stratifier.start();
	const event: PoolFixture['event'] = async kind => {
		for (;;) {
			const index = waiting.findIndex(candidate => candidate.event === kind);
			if (index !== -1) {
				return waiting.splice(index, 1)[0] as never;
			}

			await new Promise<void>(resolve => {
				const wake = () => {
					wakes.delete(wake);
					resolve();
				};

				wakes.add(wake);
			});
		}
	};

	await event('job');
	return {...fixture, stratifier, ledger, events, event};
}

export type DoorFixture = PoolFixture & {readonly port: number; readonly server: StratumServer; readonly logged: string[]};

/** The same with a door for miners, which answers HTTP with the path that was asked for. */
export async function openPoolDoor(t: ExecutionContext, network: Network, {limits, ...options}: Parameters<typeof openStratifier>[2] & {limits?: Partial<StratumLimits>} = {}): Promise<DoorFixture> {
	const pool = await openStratifier(t, network, options);
	const logged: string[] = [];
	const http = createServer((incoming, outgoing) => {
		outgoing.end(incoming.url);
	});
	const server = serveStratum(http, {
		stratum: pool.stratifier, limits, log(message, error) {
			logged.push(`${message} ${String(error)}`);
		},
	});
	http.listen(0, '127.0.0.1');
	await once(http, 'listening');
	t.teardown(() => {
		server.close();
		http.close();
		http.closeAllConnections();
	});
	return {
		...pool, server, logged, port: (http.address() as AddressInfo).port,
	};
}
