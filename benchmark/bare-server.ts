import {once} from 'node:events';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import process from 'node:process';

/*
The yardstick of a server: `node:http` and nothing else, in a process of its own. It answers every request with the bytes it was last told; whoever asks for `/events` gets them at every POST.
*/

export type ToBareServer = {readonly type: 'answer'; readonly bytes: Uint8Array} | {readonly type: 'usage'};
export type FromBareServer = {readonly port: number} | {readonly cpuSeconds: number} | {readonly isTold: true};

let bytes: Uint8Array = new Uint8Array();
const listeners = new Set<ServerResponse>();

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
	if (incoming.url === '/events') {
		outgoing.writeHead(200, {'content-type': 'text/event-stream', 'cache-control': 'no-store'});
		outgoing.flushHeaders();
		listeners.add(outgoing);
		outgoing.once('close', () => {
			listeners.delete(outgoing);
		});
		return;
	}

	if (incoming.method === 'POST') {
		await incoming.toArray();
	}

	for (const listener of listeners) {
		listener.write(bytes);
	}

	outgoing.writeHead(200, {'content-type': 'application/json', 'content-length': bytes.length});
	outgoing.end(bytes);
}

const server = createServer((incoming, outgoing) => {
	void answer(incoming, outgoing);
});

const send = (message: FromBareServer): void => {
	process.send!(message);
};

process.on('message', (message: ToBareServer) => {
	if (message.type === 'answer') {
		({bytes} = message);
		send({isTold: true});
	} else {
		const {user, system} = process.cpuUsage();
		send({cpuSeconds: (user + system) / 1_000_000});
	}
});

process.once('disconnect', () => {
	process.exit();
});

server.listen({host: '127.0.0.1', port: 0});
await once(server, 'listening');
send({port: (server.address() as AddressInfo).port});
