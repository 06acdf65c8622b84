import {sign} from 'tiny-secp256k1';
import {bytesToHex, concatBytes} from '../source/protocol/bytes.js';
import {encodeDraft, signingHash} from '../source/protocol/transfer.js';
import {bob, testKey} from '../test/harness/keys.js';
import {payingBlocks} from '../test/harness/paying-blocks.js';
import {BareProcess} from './bare-process.js';
import {
	type Benchmark, compare, type Contender, type Figure, quantile, type Row,
} from './benchmark.js';
import {load, LoadConnection, requestOf} from './http-load.js';
import {
	loadNetwork, openServedNode, senders, servedCore,
} from './served-node.js';

const full = {
	blocks: 100, connections: 8, rounds: 5, submits: 800, share: 1,
};
const quick: typeof full = {
	blocks: 10, connections: 2, rounds: 1, submits: 20, share: 0.02,
};

const TRANSFERS = 20;

/** What the mempool takes of one account. */
const TURNS = 16;

/** One of those who have been paying each other. */
const payer = testKey(1000);

/** Some questions cost more than others: each round takes a few tenths of a second. */
type Question = {readonly name: string; readonly count: number; readonly atLeast: number; readonly next: () => Buffer};

function signedTransfer(number: number): Uint8Array {
	const {privateKey, publicKey} = senders[Math.floor(number / TURNS)]!;
	const draft = encodeDraft({
		publicKey, nonce: number % TURNS, fee: 100_000n, outputs: [{account: bob.account, amount: 1n}], memo: new Uint8Array(),
	});
	return concatBytes(draft, sign(signingHash(draft, loadNetwork.genesis.hash), privateKey));
}

function questionsOf({blocks, rounds, submits, share}: typeof full): Question[] {
	const transfers = Array.from({length: (submits * (rounds + 1)) + 1}, (_, number) => requestOf('/transactions/new', {raw: bytesToHex(signedTransfer(number))}));
	const get = (name: string, path: string, count: number, atLeast: number): Question => {
		const request = requestOf(path);
		return {
			name, count: Math.ceil(count * share), atLeast, next: () => request,
		};
	};

	return [
		get('status', '/status', 2000, 0.2),
		get('balance', `/addresses/${payer.address}`, 2000, 0.2),
		get('history', `/addresses/${payer.address}/transactions`, 300, 0.02),
		get('block', `/blocks/${Math.ceil(blocks / 2)}`, 500, 0.05),
		{
			name: 'submit', count: submits, atLeast: 0.05, next: () => transfers.shift()!,
		},
	];
}

/** The question, asked of the yardstick and of the node. */
async function contendersOf({name, count, next}: Question, {node, bare, bareProcess, times}: {
	readonly node: readonly LoadConnection[];
	readonly bare: readonly LoadConnection[];
	readonly bareProcess: BareProcess;
	readonly times: Map<string, number[][]>;
}): Promise<Contender[]> {
	const isSubmit = name === 'submit';
	const sample = next();
	const {body} = await node[0]!.ask(sample);
	const bytes = Uint8Array.from(body);
	const round = async (who: string, connections: readonly LoadConnection[], request: () => Buffer) => {
		const loaded = await load(connections, count, request);
		times.set(who, [...times.get(who) ?? [], [...loaded.answerMs]]);
		return loaded;
	};

	return [
		{
			name: `${name}, bare`, async round() {
				await bareProcess.answer(bytes);
				return round(`${name}, bare`, bare, () => sample);
			},
		},
		{name, round: async () => round(name, node, isSubmit ? next : () => sample)},
	];
}

async function measure(options: typeof full): Promise<ReadonlyArray<Row | Figure>> {
	const served = await openServedNode();
	const bareProcess = await BareProcess.open(servedCore);
	const open = async (port: number) => Promise.all(Array.from({length: options.connections}, async () => LoadConnection.open(port)));
	const [node, bare] = await Promise.all([open(served.port), open(bareProcess.port)]);
	try {
		for (const {bytes} of payingBlocks(loadNetwork, options.blocks, TRANSFERS)) {
			await load([node[0]!], 1, () => requestOf('/blocks', bytes));
		}

		const times = new Map<string, number[][]>();
		const questions = questionsOf(options);
		const contenders: Contender[] = [];
		for (const question of questions) {
			contenders.push(...await contendersOf(question, {
				node, bare, bareProcess, times,
			}));
		}

		const rows = await compare(contenders, 'requests', options.rounds);
		const late = (name: string) => quantile(times.get(name)!.slice(1).flat(), 0.99);
		return questions.flatMap(({name, atLeast}) => {
			const own = rows.find(row => row.name === name)!;
			const yardstick = rows.find(row => row.name === `${name}, bare`)!;
			return [
				{
					...own, ratio: own.rate / yardstick.rate, atLeast, note: `of ${Math.round(yardstick.rate).toLocaleString('en')} that the bare server answers, 99 % in ${late(`${name}, bare`).toFixed(1)} ms`,
				},
				{name: `${name}, 99 %`, amount: late(name), unit: 'ms'},
			];
		});
	} finally {
		for (const connection of [...node, ...bare]) {
			connection.close();
		}

		bareProcess.close();
		await served.close();
	}
}

export const benchmark: Benchmark = {
	name: 'api',
	summary: `requests a second of a node over ${full.connections} connections that stay open; the yardstick of each is a bare node:http server that answers the same bytes`,
	run: async ({isQuick = false}) => measure(isQuick ? quick : full),
};
