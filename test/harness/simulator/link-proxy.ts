import {once} from 'node:events';
import {type AddressInfo, connect, createServer, type Server, type Socket} from 'node:net';
import {setTimeout as delay} from 'node:timers/promises';

/** Whether a connection may be made, by the first piece that comes in on it: a request says there who asks. */
export type Admits = (head: string) => boolean;

/**
A TCP door on loopback that passes everything on to another one: late, slowly, not for a while, or not at all.

In each direction a piece at a time, so that what is slow also holds back whoever sends.
*/
export class LinkProxy {
	/** @param port - Where to listen; 0 takes any. */
	static async open(targetPort: number, {port = 0, admits = () => true}: {readonly port?: number; readonly admits?: Admits} = {}): Promise<LinkProxy> {
		const server = createServer({allowHalfOpen: true});
		const proxy = new LinkProxy(server, targetPort, admits);
		server.listen(port, '127.0.0.1');
		await once(server, 'listening');
		return proxy;
	}

	/** Where it leads. */
	targetPort: number;
	/** Milliseconds that a piece takes, each way. */
	delayMs = 0;
	/** How fast it is, each way; `Infinity` is as fast as loopback. */
	bytesPerSecond = Number.POSITIVE_INFINITY;
	/** Told of each piece that has come in, before it goes on. */
	onPiece: ((size: number) => void) | undefined;
	/** Bytes that have passed, both ways. */
	passed = 0;
	/** Connections that were made. */
	connections = 0;
	readonly #server: Server;
	readonly #admits: Admits;
	/** Both ends of every connection, and what came first on it. */
	readonly #sockets = new Map<Socket, string>();
	/** What waits while it is stalled. */
	readonly #held: Array<() => void> = [];
	#isStalled = false;
	#isCut = false;

	private constructor(server: Server, targetPort: number, admits: Admits) {
		this.#server = server;
		this.targetPort = targetPort;
		this.#admits = admits;
		server.on('connection', socket => {
			void this.#connect(socket);
		});
	}

	get port(): number {
		return (this.#server.address() as AddressInfo).port;
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	get isStalled(): boolean {
		return this.#isStalled;
	}

	/** While it is stalled, connections stay open, and nothing passes; afterwards everything does, nothing is lost. */
	set isStalled(isStalled: boolean) {
		this.#isStalled = isStalled;
		if (!isStalled) {
			for (const go of this.#held.splice(0)) {
				go();
			}
		}
	}

	/** Breaks every connection, or those that came with such a head; new ones can be made at once. */
	drop(isMeant: Admits = () => true): void {
		for (const [socket, head] of this.#sockets) {
			if (isMeant(head)) {
				socket.destroy();
			}
		}
	}

	/** Breaks every connection, and lets none come about until it is mended. */
	cut(): void {
		this.#isCut = true;
		this.drop();
	}

	mend(): void {
		this.#isCut = false;
	}

	close(): void {
		this.cut();
		this.isStalled = false;
		this.#server.close();
	}

	async #connect(near: Socket): Promise<void> {
		near.on('error', () => undefined);
		if (this.#isCut) {
			near.destroy();
			return;
		}

		this.#keep(near, '');
		const first = await firstPiece(near);
		if (!first) {
			return;
		}

		const head = Buffer.from(first).toString('latin1');
		if (this.#isCut || !this.#admits(head)) {
			near.destroy();
			return;
		}

		this.connections++;
		const far = connect({port: this.targetPort, host: '127.0.0.1', allowHalfOpen: true});
		far.on('error', () => undefined);
		this.#keep(near, head);
		this.#keep(far, head);
		near.once('close', () => {
			far.destroy();
		});
		far.once('close', () => {
			near.destroy();
		});
		this.#pass(far, near);
		await this.#carry(first, far);
		this.#pass(near, far);
		near.resume();
	}

	#keep(socket: Socket, head: string): void {
		if (!this.#sockets.has(socket)) {
			socket.once('close', () => {
				this.#sockets.delete(socket);
			});
		}

		this.#sockets.set(socket, head);
	}

	#pass(from: Socket, to: Socket): void {
		from.setNoDelay(true);
		from.on('data', piece => {
			from.pause();
			void this.#carry(piece as Uint8Array, to).then(() => from.resume());
		});
		from.on('end', () => {
			to.end();
		});
	}

	async #carry(piece: Uint8Array, to: Socket): Promise<void> {
		this.onPiece?.(piece.length);
		const waitMs = this.delayMs + piece.length * 1000 / this.bytesPerSecond;
		if (waitMs > 0) {
			await delay(waitMs, undefined, {ref: false});
		}

		if (this.#isStalled) {
			await new Promise<void>(resolve => {
				this.#held.push(resolve);
			});
		}

		this.passed += piece.length;
		await new Promise<void>(resolve => {
			to.write(piece, () => {
				resolve();
			});
		});
	}
}

/** @returns `undefined` when it closes without one. */
async function firstPiece(socket: Socket): Promise<Uint8Array | undefined> {
	return new Promise(resolve => {
		socket.once('data', piece => {
			socket.pause();
			resolve(piece);
		});
		socket.once('close', () => {
			resolve(undefined);
		});
	});
}
