import {once} from 'node:events';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {buffer} from 'node:stream/consumers';
import type {ExecutionContext} from 'ava';
import {encodeRawList} from '../../source/api/raw-list.js';
import type {Block} from '../../source/protocol/block.js';
import type {Hash} from '../../source/protocol/brands.js';
import {concatBytes} from '../../source/protocol/bytes.js';
import {HEADER_SIZE} from '../../source/protocol/header.js';
import type {Network} from '../../source/protocol/network.js';
import {workOfTarget, targetOfBits} from '../../source/protocol/target.js';

export type Asked = {
	readonly method: string;
	readonly path: string;
	readonly query: URLSearchParams;
	readonly body: Buffer;
	readonly incoming: IncomingMessage;
	readonly outgoing: ServerResponse;
};

/** What a peer does instead of what an honest one would, by method and path, such as `GET /headers`. */
export type Script = Readonly<Record<string, (asked: Asked) => void | Promise<void>>>;

export const json = ({outgoing}: Pick<Asked, 'outgoing'>, value: unknown, status = 200): void => {
	outgoing.writeHead(status, {'content-type': 'application/json'}).end(JSON.stringify(value));
};

export const raw = ({outgoing}: Pick<Asked, 'outgoing'>, bytes: Uint8Array): void => {
	outgoing.writeHead(200, {'content-type': 'application/octet-stream'}).end(bytes);
};

export const refuse = (asked: Asked, status: number, code: string): void => {
	json(asked, {error: {code, message: code}}, status);
};

export const headersOf = (blocks: readonly Block[]): Uint8Array => concatBytes(...blocks.map(({bytes}) => bytes.subarray(0, HEADER_SIZE)));

/** A copy whose last bit is another. */
export const withLastBitFlipped = (bytes: Uint8Array): Uint8Array => Uint8Array.from([...bytes.subarray(0, -1), bytes.at(-1)! ^ 1]);

/** Work of a chain on genesis. */
export const workOf = (blocks: readonly Block[], network: Network): bigint => blocks.reduce((sum, {header}) => sum + workOfTarget(targetOfBits(header.bits)), workOfTarget(targetOfBits(network.genesis.header.bits)));

/** Something that answers like a node of the network, but for what the script says. It has the blocks that it is given, from height 1 on. */
export class HostilePeer {
	static async open(t: ExecutionContext, network: Network, {blocks = [], script = {}, host = '127.0.0.1'}: {readonly blocks?: readonly Block[]; readonly script?: Script; readonly host?: string} = {}): Promise<HostilePeer> {
		const peer = new HostilePeer(network, blocks, script);
		peer.#server.listen(0, host);
		await once(peer.#server, 'listening');
		t.teardown(() => {
			peer.close();
		});
		return peer;
	}

	blocks: readonly Block[];
	/** Instead of what its blocks amount to. */
	claimed: {readonly hash?: Hash; readonly height?: number; readonly chainwork?: bigint | string} = {};
	script: Script;
	/** Method and path of every request. */
	readonly asked: string[] = [];
	connections = 0;
	readonly #network: Network;
	readonly #streams = new Set<ServerResponse>();
	#events = 0;
	readonly #server = createServer((incoming, outgoing) => {
		void this.#answer(incoming, outgoing).catch(() => {
			outgoing.destroy();
		});
	});

	private constructor(network: Network, blocks: readonly Block[], script: Script) {
		this.#network = network;
		this.blocks = blocks;
		this.script = script;
		this.#server.on('connection', () => {
			this.connections++;
		});
	}

	get port(): number {
		return (this.#server.address() as AddressInfo).port;
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	count(asked: string): number {
		return this.asked.filter(each => each === asked).length;
	}

	/** Tells those who follow of its tip, or of something else. */
	tell(type = 'tip', data: unknown = this.#tip()): void {
		for (const stream of this.#streams) {
			stream.write(this.#frame(type, data));
		}
	}

	/** To those who follow. */
	write(text: string): void {
		for (const stream of this.#streams) {
			stream.write(text);
		}
	}

	close(): void {
		this.#server.close();
		this.#server.closeAllConnections();
	}

	#tip() {
		const tip = this.blocks.at(-1);
		const {hash = tip?.hash ?? this.#network.genesis.hash, height = this.blocks.length, chainwork = workOf(this.blocks, this.#network)} = this.claimed;
		return {
			hash, height, chainwork: String(chainwork), time: tip?.header.time ?? this.#network.genesis.header.time, difficulty: 2,
		};
	}

	#frame(type: string, data: unknown): string {
		return `id: boot-${this.#events++}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
	}

	async #answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
		const {pathname: path, searchParams: query} = new URL(incoming.url!, 'http://peer');
		const {method = 'GET'} = incoming;
		const name = `${method} ${path}`;
		this.asked.push(name);
		const body = await buffer(incoming);
		const asked = {
			method, path, query, body, incoming, outgoing,
		};
		const instead = this.script[name];
		if (instead) {
			await instead(asked);
		} else {
			this.#honest(name, asked);
		}
	}

	/** What an honest one would do. */
	#honest(name: string, asked: Asked): void {
		switch (name) {
			case 'GET /handshake': {
				const {hash, height, chainwork} = this.#tip();
				json(asked, {
					network: this.#network.name, genesis: this.#network.genesis.hash, tip: hash, height, chainwork, version: '0.0.0', time: Math.floor(Date.now() / 1000), id: this.port.toString(16).padStart(16, '0'),
				});
				return;
			}

			case 'GET /events': {
				const {outgoing} = asked;
				outgoing.writeHead(200, {'content-type': 'text/event-stream'}).write(this.#frame('tip', this.#tip()));
				this.#streams.add(outgoing);
				outgoing.on('close', () => {
					this.#streams.delete(outgoing);
				});
				return;
			}

			case 'GET /headers': {
				const locator = new Set<string>(asked.query.get('locator')!.split(','));
				const known = this.blocks.findLastIndex(({hash}) => locator.has(hash));
				raw(asked, headersOf(this.blocks.slice(known + 1, known + 1 + Number(asked.query.get('count') ?? 2000))));
				return;
			}

			case 'GET /blocks/raw': {
				const from = this.blocks.findIndex(({hash}) => hash === asked.query.get('from'));
				if (from === -1) {
					refuse(asked, 404, 'not_found');
				} else {
					raw(asked, encodeRawList(this.blocks.slice(from, from + Number(asked.query.get('count'))).map(({bytes}) => bytes)));
				}

				return;
			}

			case 'GET /mempool/raw': {
				raw(asked, new Uint8Array());
				return;
			}

			case 'GET /peers': {
				json(asked, []);
				return;
			}

			case 'POST /nodes/register': {
				json(asked, {message: 'thanks', total_nodes: []}, 201);
				return;
			}

			case 'POST /headers': {
				json(asked, {wanted: []});
				return;
			}

			case 'POST /transactions/announce': {
				json(asked, {wanted: []});
				return;
			}

			default: {
				refuse(asked, 404, 'not_found');
			}
		}
	}
}
