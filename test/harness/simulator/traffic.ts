import type {DialNode, RemoteNode} from '../../../source/api/node-api.js';
import type {Hash} from '../../../source/protocol/brands.js';
import {headerHash} from '../../../source/protocol/header.js';

/** What a node asks of those that it dials, and the blocks that go over each of its links, both ways. */
export class Traffic {
	/** How often, by the name of the method. */
	readonly requests = new Map<string, number>();
	/** By the URL of the other side. */
	readonly bodies = new Map<string, Hash[]>();

	/** Requests of every kind. */
	get total(): number {
		return [...this.requests.values()].reduce((sum, count) => sum + count, 0);
	}

	clear(): void {
		this.requests.clear();
		this.bodies.clear();
	}

	/** Dials like `dial`, and takes notes. */
	recording(dial: DialNode): DialNode {
		return (url, options) => new Proxy(dial(url, options), {
			get: (remote, name: keyof RemoteNode) => {
				const value: unknown = Reflect.get(remote, name, remote);
				return typeof value === 'function' ? (...given: readonly unknown[]) => this.#note(url, {name, given}, Reflect.apply(value, remote, given)) : value;
			},
		});
	}

	#note(url: string, {name, given}: {readonly name: string; readonly given: readonly unknown[]}, answer: unknown): unknown {
		if (name !== 'close') {
			this.requests.set(name, (this.requests.get(name) ?? 0) + 1);
		}

		if (name === 'submitBlock') {
			this.#carried(url, given[0] as Uint8Array);
		} else if (name === 'bodies') {
			return this.#counted(url, answer as Promise<Uint8Array[]>);
		}

		return answer;
	}

	async #counted(url: string, answer: Promise<Uint8Array[]>): Promise<Uint8Array[]> {
		const bodies = await answer;
		for (const bytes of bodies) {
			this.#carried(url, bytes);
		}

		return bodies;
	}

	#carried(url: string, bytes: Uint8Array): void {
		this.bodies.set(url, [...this.bodies.get(url) ?? [], headerHash(bytes)]);
	}
}
