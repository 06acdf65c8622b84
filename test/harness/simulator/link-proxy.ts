import {once} from 'node:events';
import {type AddressInfo, connect, createServer, type Server, type Socket} from 'node:net';

/**
One direction in which a node dials another: a TCP door on loopback that passes everything on, later or not at all.
*/
export class LinkProxy {
	static async open(targetPort: number): Promise<LinkProxy> {
		const server = createServer();
		const proxy = new LinkProxy(server, targetPort);
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		return proxy;
	}

	/** Milliseconds that a piece takes, each way. */
	delayMs = 0;
	/** Connections stay open, and nothing passes. */
	isStalled = false;
	/** Bytes that have passed, both ways. */
	passed = 0;
	/** Connections that were made. */
	connections = 0;
	readonly #server: Server;
	readonly #targetPort: number;
	readonly #sockets = new Set<Socket>();
	#isCut = false;

	private constructor(server: Server, targetPort: number) {
		this.#server = server;
		this.#targetPort = targetPort;
		server.on('connection', socket => {
			this.#pass(socket);
		});
	}

	get url(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	/** Breaks every connection, and lets none come about until it is mended. */
	cut(): void {
		this.#isCut = true;
		for (const socket of this.#sockets) {
			socket.destroy();
		}
	}

	mend(): void {
		this.#isCut = false;
	}

	close(): void {
		this.cut();
		this.#server.close();
	}

	#pass(near: Socket): void {
		if (this.#isCut) {
			near.destroy();
			return;
		}

		this.connections++;
		const far = connect(this.#targetPort, '127.0.0.1');
		for (const [from, to] of [[near, far], [far, near]] as const) {
			this.#sockets.add(from);
			from.setNoDelay(true);
			from.on('data', chunk => {
				this.#later(() => {
					this.passed += chunk.length;
					to.write(chunk);
				});
			});
			from.on('end', () => {
				this.#later(() => {
					to.end();
				});
			});
			from.on('error', () => undefined);
			from.on('close', () => {
				this.#sockets.delete(from);
				to.destroy();
			});
		}
	}

	#later(run: () => void): void {
		if (this.isStalled) {
			return;
		}

		if (this.delayMs === 0) {
			run();
		} else {
			setTimeout(run, this.delayMs);
		}
	}
}
