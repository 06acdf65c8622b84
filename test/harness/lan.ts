import {spawn} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';

/*
Hosts on a network cable, made of the kernel's network namespaces. Only the superuser of Linux can.
*/

async function ip(...words: readonly string[]): Promise<void> {
	const [code] = await once(spawn('ip', words, {stdio: 'ignore'}), 'close') as [number];
	if (code !== 0) {
		throw new Error(`ip ${words.join(' ')} failed`);
	}
}

/** The address of a host, by its number. */
export const addressOfHost = (number: number): string => `192.168.213.${number}`;

/** Programs run on it with `ip netns exec` and the name of its namespace. */
export type Host = {readonly address: string; readonly namespace: string};

export class Lan {
	/** @returns `undefined` where no such thing can be made. */
	static async open(size: number): Promise<Lan | undefined> {
		const lan = new Lan(`chaintui${process.pid}`);
		try {
			await ip('netns', 'add', lan.#switch);
			await ip('-n', lan.#switch, 'link', 'add', 'br0', 'type', 'bridge');
			await ip('-n', lan.#switch, 'link', 'set', 'br0', 'up');
			for (let number = 1; number <= size; number++) {
				await lan.#plug(number);
			}

			return lan;
		} catch {
			await lan.close();
			return undefined;
		}
	}

	readonly hosts: Host[] = [];
	readonly #name: string;

	private constructor(name: string) {
		this.#name = name;
	}

	get #switch(): string {
		return `${this.#name}-switch`;
	}

	/** Pulls a host's plug, or puts it back. */
	async unplug(host: Host, isOut: boolean): Promise<void> {
		await ip('-n', host.namespace, 'link', 'set', 'eth0', isOut ? 'down' : 'up');
	}

	async close(): Promise<void> {
		for (const namespace of [...this.hosts.map(host => host.namespace), this.#switch]) {
			await ip('netns', 'del', namespace).catch(() => undefined);
		}
	}

	async #plug(number: number): Promise<void> {
		const namespace = `${this.#name}-${number}`;
		const plug = `port${number}`;
		await ip('netns', 'add', namespace);
		this.hosts.push({namespace, address: addressOfHost(number)});
		await ip('-n', namespace, 'link', 'set', 'lo', 'up');
		await ip('-n', this.#switch, 'link', 'add', plug, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', namespace);
		await ip('-n', this.#switch, 'link', 'set', plug, 'master', 'br0');
		await ip('-n', this.#switch, 'link', 'set', plug, 'up');
		await ip('-n', namespace, 'addr', 'add', `${addressOfHost(number)}/24`, 'dev', 'eth0');
		await ip('-n', namespace, 'link', 'set', 'eth0', 'up');
	}
}
