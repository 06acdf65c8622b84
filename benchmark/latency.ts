import {setTimeout as delay} from 'node:timers/promises';
import {connectNode} from '../source/client/node-client.js';
import {SoloSource} from '../source/engine/miner/solo-source.js';
import type {Block} from '../source/protocol/block.js';
import {alice, testKey} from '../test/harness/keys.js';
import {makeBlock, pointOf} from '../test/harness/make-block.js';
import {makeTransfer} from '../test/harness/make-transfer.js';
import {testNetwork} from '../test/harness/networks.js';
import {Simulator} from '../test/harness/simulator/simulator.js';
import {type Benchmark, type Figure, quantile} from './benchmark.js';
import {load, LoadConnection, requestOf} from './http-load.js';
import {loadNetwork, openServedNode, type ServedNode} from './served-node.js';
import {LoadMiner} from './stratum-load.js';
import {openMiner, TellingSource} from './tip-latency.js';

const full = {tips: 20, payments: 30, nodes: 10};
const quick: typeof full = {tips: 2, payments: 2, nodes: 3};

const LIMIT_MS = 50;

/** A miner in the middle of a slice, as it nearly always is. */
const BUSY_MS = 50;

/** Makes a block, hands it in, and waits for what it sets off. @returns Milliseconds from the moment it was handed in. */
type Move = (arrival: () => Promise<number>) => Promise<number>;

async function moverOf(port: number): Promise<{readonly move: Move; close(): void}> {
	const connection = await LoadConnection.open(port);
	let tip: Block | undefined;
	return {
		async move(arrival) {
			tip = makeBlock({network: loadNetwork, ...(tip && {parent: pointOf(tip)})});
			const request = requestOf('/blocks', tip.bytes);
			const arrived = arrival();
			const startMs = performance.now();
			const [arrivedMs] = await Promise.all([arrived, load([connection], 1, () => request)]);
			return arrivedMs - startMs;
		},
		close() {
			connection.close();
		},
	};
}

/** A node, a miner process beside it that it does not know, and blocks from somebody else. */
async function toChild({port}: ServedNode, move: Move, tips: number): Promise<number[]> {
	const node = await connectNode(`http://127.0.0.1:${port}`);
	const source = new TellingSource(new SoloSource({address: alice.address, paced: false}, {node, clock: Date.now, random: Math.random}));
	const miner = await openMiner(source);
	const times: number[] = [];
	try {
		while (times.length < tips) {
			await delay(BUSY_MS);
			times.push(await move(async () => source.solution()));
			await move(async () => {
				await source.hard();
				return 0;
			});
		}
	} finally {
		await miner.stop();
		node.close();
	}

	return times;
}

/** A node, a pool on it, a miner on that, and blocks from somebody else. */
async function toStratum({home, port}: ServedNode, move: Move, tips: number): Promise<number[]> {
	const pool = home.start(['pool', '--node', `http://127.0.0.1:${port}`, '--port', '0', '--no-passphrase', '--json'], {timeoutMs: 600_000});
	const {stratum} = await pool.event<{stratum: string}>('ready');
	const miner = await LoadMiner.open(Number(stratum.split(':')[1]), `${testKey(1).address}.rig`, 'd=1e-9');
	const times: number[] = [];
	try {
		while (times.length < tips) {
			times.push(await move(async () => miner.news()));
			await delay(BUSY_MS);
		}
	} finally {
		miner.close();
		await pool.stop();
	}

	return times;
}

/** How long a payment takes from one node of a mesh into the mempool of each other. */
async function toMempools(payments: number, nodes: number): Promise<number[]> {
	const network = testNetwork({allocations: [{address: alice.address, amount: '1000'}]});
	const simulator = new Simulator({network});
	const times: number[] = [];
	try {
		await simulator.add(nodes);
		await simulator.mesh();
		await simulator.nodes[0]!.mine(1);
		await simulator.agree();
		for (let nonce = 0; nonce < payments; nonce++) {
			const {id, bytes} = makeTransfer({network, nonce, fee: 100_000n});
			const payer = simulator.nodes[nonce % nodes]!;
			const arrivals = simulator.nodes.filter(node => node !== payer).map(async ({node}) => {
				for await (const {type, data} of node.events({types: ['transaction']})) {
					if (type === 'transaction' && data.id === id) {
						return performance.now();
					}
				}

				return Number.NaN;
			});
			const startMs = performance.now();
			const [, ...arrivedMs] = await Promise.all([payer.node.submitTransaction(bytes), ...arrivals]);
			times.push(...arrivedMs.map(ms => ms - startMs));
			if (nonce % 10 === 9) {
				// No account may have more than so many waiting.
				await payer.mineWaiting(1);
				await simulator.agree();
			}
		}
	} finally {
		await simulator.close();
	}

	return times;
}

const figuresOf = (name: string, times: readonly number[], note?: string): Figure[] => [
	{
		name: `${name}, median`, amount: quantile(times, 0.5), unit: 'ms', limit: LIMIT_MS, ...(note !== undefined && {note}),
	},
	{name: `${name}, 95 %`, amount: quantile(times, 0.95), unit: 'ms'},
];

export const benchmark: Benchmark = {
	name: 'latency',
	summary: `milliseconds from a block handed in to a node until a miner has work on it, and from a payment until ${full.nodes - 1} peers have it`,
	async run({isQuick = false}) {
		const {tips, payments, nodes} = isQuick ? quick : full;
		const served = await openServedNode();
		const {move, close} = await moverOf(served.port);
		try {
			return [
				...figuresOf('tip to a miner process', await toChild(served, move, tips), 'there and back: its first solution has come'),
				...figuresOf('tip to a Stratum miner', await toStratum(served, move, tips), 'node and pool in processes of their own'),
				...figuresOf('payment to the mempools', await toMempools(payments, nodes), 'all nodes in one process'),
			];
		} finally {
			close();
			await served.close();
		}
	},
};
