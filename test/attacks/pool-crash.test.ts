import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {COIN, parseAmount} from '../../source/protocol/amount.js';
import {serveNode} from '../../source/server/node-server.js';
import {alice, bob, carol} from '../harness/keys.js';
import {testNetwork} from '../harness/networks.js';
import {makeOnTip, poolKey} from '../engine/pool/open-accounting.js';
import {openNode} from '../engine/node/open-node.js';
import {temporaryFolder} from '../engine/storage/temporary-folder.js';

const network = testNetwork({coinbase_maturity: 2});

/** Every place at which money could be lost or paid twice: around a block, and around each step of a payout. */
const steps = ['candidate', 'submitted', 'accepted', 'planning', 'planned', 'signing', 'signed', 'sending', 'taken', 'sent', 'confirming', 'confirmed'];

/** A pool in a process of its own, started again whenever it has died. */
class Pool {
	deaths = 0;
	readonly #words: readonly string[];
	#child: ChildProcess | undefined;

	constructor(words: readonly string[]) {
		this.#words = words;
	}

	/** @returns `undefined` when it died over it. */
	async tell(...words: readonly string[]): Promise<unknown> {
		const child = this.#child ?? await this.#start();
		const answer = this.#answer(child);
		// One that has just died is told nothing any more.
		child.send(words, () => undefined);
		return answer;
	}

	kill(): void {
		this.#child?.kill('SIGKILL');
	}

	async #start(): Promise<ChildProcess> {
		const child = fork(new URL('pool-crash-child.ts', import.meta.url), this.#words);
		child.once('exit', () => {
			this.deaths++;
			this.#child = undefined;
		});
		await this.#answer(child);
		this.#child = child;
		return child;
	}

	async #answer(child: ChildProcess): Promise<unknown> {
		const ended = new AbortController();
		const answered = (async () => {
			const [message] = await once(child, 'message', ended) as [{answer: unknown}];
			return message.answer;
		})();
		const died = (async () => {
			const [, signal] = await once(child, 'exit', ended) as [unknown, string | null];
			if (signal !== 'SIGKILL') {
				throw new Error('the pool ended by itself');
			}
		})();
		for (const promise of [answered, died]) {
			promise.catch(() => undefined);
		}

		const answer = await Promise.race([answered, died]);
		ended.abort();
		return answer;
	}
}

async function openPool(t: ExecutionContext) {
	const {node} = await openNode(t, network);
	const server = await serveNode({
		node, host: '127.0.0.1', port: 0, version: '1.2.3', log: () => undefined,
	});
	t.teardown(async () => server.close());
	const pool = new Pool([path.join(await temporaryFolder(t), 'pool'), server.url, JSON.stringify(network.file)]);
	t.teardown(() => {
		pool.kill();
	});
	return {node, pool};
}

test('L4: killed with SIGKILL at every step of a payout in turn, the pool has paid everybody exactly once', async t => {
	t.timeout(120_000);
	const {node, pool} = await openPool(t);
	const bury = async (count: number) => {
		for (let buried = 0; buried < count; buried++) {
			const {bytes} = await makeOnTip(network, node, {
				payee: carol, transfers: 'pending', parent: undefined, extra: undefined,
			});
			await node.submitBlock(bytes);
			await pool.tell('settle');
		}
	};

	const check = async (found: number) => {
		const all = 50n * COIN * BigInt(found);
		for (const [{address}, credited] of [[alice, all * 3n / 4n], [bob, all / 4n]] as const) {
			const [paid, fees, balance, pending] = await pool.tell('books', address) as [string, string, string, string];
			const {balance: arrived} = await node.address(address);
			t.is(BigInt(paid) + BigInt(fees), credited);
			t.is(parseAmount(arrived), BigInt(paid));
			t.deepEqual([balance, pending], ['0', '0']);
		}

		const account = await node.address(poolKey.address);
		t.deepEqual([account.nonce, account.balance, account.immature], [found, '0', '0']);
	};

	for (const [index, deadly] of steps.entries()) {
		await pool.tell('dieAt', deadly);
		await pool.tell('share', alice.address, '3');
		await pool.tell('find', bob.address);
		// Started again, before somebody else takes the height.
		await pool.tell('settle');
		await bury(10);
		t.is(pool.deaths, index + 1, `it died at the step "${deadly}"`);
		await check(index + 1);
	}
});
