import type {Server} from 'node:http';
import type {Socket} from 'node:net';

export type FirstByteOptions = {
	/** Whether a connection that begins so is not for HTTP. */
	readonly isOther: (byte: number) => boolean;
	/** Takes such a connection; what was read is in it still. */
	readonly take: (socket: Socket) => void;
	/** How long a connection may wait with its first byte. Milliseconds. */
	readonly timeoutMs: number;
};

/**
Lets something else than HTTP be spoken on an HTTP server's port, told apart by the first byte.

The HTTP server goes on to own the port, and is only told later of its connections: so its own limits and timeouts hold as ever.

@returns What closes the connections that have not said anything yet, and those to come.
*/
export function shareByFirstByte(server: Server, {isOther, take, timeoutMs}: FirstByteOptions): () => void {
	const listeners = server.listeners('connection');
	const silent = new Set<Socket>();
	let isClosed = false;
	server.removeAllListeners('connection');
	server.on('connection', (socket: Socket) => {
		if (isClosed) {
			socket.destroy();
			return;
		}

		const fail = (): void => {
			socket.destroy();
		};

		const timer = setTimeout(fail, timeoutMs);
		const look = (): void => {
			const chunk = socket.read() as Buffer | null;
			if (chunk === null) {
				// Readable, and nothing there: the other side has ended.
				fail();
				return;
			}

			settle();
			socket.unshift(chunk);
			if (isOther(chunk[0]!)) {
				take(socket);
			} else {
				for (const listener of listeners) {
					Reflect.apply(listener, server, [socket]);
				}
			}
		};

		const settle = (): void => {
			clearTimeout(timer);
			silent.delete(socket);
			socket.off('readable', look).off('error', fail).off('close', settle);
		};

		silent.add(socket);
		socket.once('readable', look).on('error', fail).on('close', settle);
	});
	return () => {
		isClosed = true;
		for (const socket of silent) {
			socket.destroy();
		}
	};
}
