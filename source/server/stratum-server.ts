import type {Server} from 'node:http';
import type {Socket} from 'node:net';
import type {StratumApi} from '../api/stratum.js';
import {shareByFirstByte} from './first-byte.js';
import {MinerSocket} from './miner-socket.js';
import type {Log} from './refusal.js';
import {defaultStratumLimits, type StratumLimits} from './stratum-limits.js';

/** Stratum messages are objects; no request of HTTP begins so. */
const BRACE = 0x7b;

export type ServeStratumOptions = {
	readonly stratum: StratumApi;
	readonly limits?: Partial<StratumLimits>;
	/** Where errors that should not happen go. */
	readonly log: Log;
};

export type StratumServer = {
	/** Connected miners. */
	readonly connections: number;
	/** Hangs up on every miner; those to come are refused. The port is the HTTP server's to close. */
	close(): void;
};

/** Opens an HTTP server's port to miners as well: what begins with `{` is Stratum. Before it listens. */
export function serveStratum(server: Server, {stratum, log, ...options}: ServeStratumOptions): StratumServer {
	const limits: StratumLimits = {...defaultStratumLimits, ...options.limits};
	const sockets = new Set<Socket>();
	const stopSharing = shareByFirstByte(server, {
		timeoutMs: limits.firstByteMs,
		isOther: byte => byte === BRACE,
		take(socket) {
			if (sockets.size >= limits.connections) {
				socket.destroy();
				return;
			}

			sockets.add(socket);
			new MinerSocket({
				socket, stratum, limits, log, onClose() {
					sockets.delete(socket);
				},
			}).open();
		},
	});
	return {
		get connections() {
			return sockets.size;
		},
		close() {
			stopSharing();
			for (const socket of sockets) {
				socket.destroy();
			}
		},
	};
}
