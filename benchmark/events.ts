import {sign} from 'tiny-secp256k1';
import type {Account} from '../source/protocol/brands.js';
import type {Block} from '../source/protocol/block.js';
import {bytesToHex, concatBytes} from '../source/protocol/bytes.js';
import {decodeTransfer, encodeDraft, signingHash} from '../source/protocol/transfer.js';
import {testKey} from '../test/harness/keys.js';
import {makeBlock, pointOf} from '../test/harness/make-block.js';
import {BareProcess} from './bare-process.js';
import {
	type Benchmark, type Figure, quantile, type Row,
} from './benchmark.js';
import {type EventListener, openListeners} from './event-listener.js';
import {load, LoadConnection, requestOf} from './http-load.js';
import {
	loadNetwork, openServedNode, senders, servedCore, usageOf,
} from './served-node.js';

const full = {
	listeners: 1000, slow: 100, blocks: 20, stuck: 40,
};
const quick: typeof full = {
	listeners: 20, slow: 2, blocks: 3, stuck: 2,
};

/** In each of the transfers that fill the streams of those who do not read: 20 kB as an event. */
const OUTPUTS = 255;

/** What a process used while it told so many listeners. */
type Told = {readonly ms: readonly number[]; readonly cpuSeconds: number; readonly deliveries: number};

/** Tells all listeners something, so many times. @param tell - Does it; returns a text that they hear. */
async function tellAll(listeners: readonly EventListener[], count: number, {tell, cpuSeconds}: {
	readonly tell: () => {readonly text: string; readonly send: () => Promise<unknown>};
	readonly cpuSeconds: () => Promise<number>;
}): Promise<Told> {
	const ms: number[] = [];
	const before = await cpuSeconds();
	for (let number = 0; number < count; number++) {
		const {text, send} = tell();
		const arrivals = listeners.map(async listener => listener.hears(text));
		const startMs = performance.now();
		const [, ...arrivedMs] = await Promise.all([send(), ...arrivals]);
		ms.push(...arrivedMs.map(arrived => arrived - startMs));
	}

	return {ms, cpuSeconds: await cpuSeconds() - before, deliveries: count * listeners.length};
}

const fillers: readonly Account[] = Array.from({length: OUTPUTS}, (_, index) => testKey(5000 + index).account);

/** A transfer to very many. */
function largeTransfer(number: number): Uint8Array {
	const {privateKey, publicKey} = senders[number]!;
	const draft = encodeDraft({
		publicKey, nonce: 0, fee: 10_000_000n, outputs: fillers.map(account => ({account, amount: 1n})), memo: new Uint8Array(),
	});
	return concatBytes(draft, sign(signingHash(draft, loadNetwork.genesis.hash), privateKey));
}

async function measure({listeners: count, slow: slowCount, blocks, stuck}: typeof full, note: (text: string) => void): Promise<ReadonlyArray<Row | Figure>> {
	const served = await openServedNode();
	const bare = await BareProcess.open(servedCore);
	const url = `http://127.0.0.1:${served.port}`;
	const connection = await LoadConnection.open(served.port);
	const bareConnection = await LoadConnection.open(bare.port);
	const opened: EventListener[] = [];
	try {
		const usage = async () => usageOf(url);
		const {megabytes: quiet} = await usage();
		const listeners = await openListeners(served.port, count);
		const bareListeners = await openListeners(bare.port, count);
		opened.push(...listeners, ...bareListeners);
		const {megabytes: connected} = await usage();

		let tip: Block | undefined;
		const tellBlock = () => {
			tip = makeBlock({network: loadNetwork, ...(tip && {parent: pointOf(tip)})});
			const request = requestOf('/blocks', tip.bytes);
			return {text: tip.hash, send: async () => load([connection], 1, () => request)};
		};

		let number = 0;
		const tellBare = () => {
			number++;
			const text = `block ${number}.`;
			// As long as what a node tells of a block.
			const bytes = Buffer.from(`event: block\ndata: ${text.padEnd(1000)}\n\n`);
			return {
				text, async send() {
					await bare.answer(bytes);
					await load([bareConnection], 1, () => requestOf('/', bytes));
				},
			};
		};

		const cpuSeconds = async () => {
			const used = await usage();
			return used.cpuSeconds;
		};

		const ofNode = async () => tellAll(listeners, blocks, {tell: tellBlock, cpuSeconds});
		const ofBare = async () => tellAll(bareListeners, blocks, {tell: tellBare, cpuSeconds: async () => bare.cpuSeconds()});
		// The first round warms up.
		await ofNode();
		await ofBare();
		const alone = [await ofNode()];
		const yardstick = [await ofBare()];
		const slow = await openListeners(served.port, slowCount);
		opened.push(...slow);
		for (const listener of slow) {
			listener.stopReading();
		}

		let sent = 0;
		const tellTransfer = () => {
			const bytes = largeTransfer(sent++);
			return {text: decodeTransfer(bytes).id, send: async () => load([connection], 1, () => requestOf('/transactions/new', {raw: bytesToHex(bytes)}))};
		};

		// Whoever reads has read each before the next: it is the others whose streams fill.
		await tellAll(listeners, stuck, {tell: tellTransfer, cpuSeconds: async () => 0});
		const {megabytes: withSlow, listeners: followed} = await usageOf(url);
		const beside = await ofNode();
		for (const listener of slow) {
			listener.close();
		}

		alone.push(await ofNode());
		yardstick.push(await ofBare());
		note(`with ${count} listeners ${connected.toFixed(0)} MB; ${followed} followed when ${slowCount} of them had left ${stuck * 20} kB unread, and it took ${withSlow.toFixed(0)} MB`);

		const rateOf = (told: readonly Told[]) => told.reduce((sum, {deliveries}) => sum + deliveries, 0) / told.reduce((sum, {cpuSeconds}) => sum + cpuSeconds, 0);
		const ms = alone.flatMap(told => told.ms);
		const bareMs = yardstick.flatMap(told => told.ms);
		return [
			{
				name: 'bare, a core', rate: rateOf(yardstick), unit: 'deliveries', ratio: 1, note: 'a second of its processor time',
			},
			{
				name: 'the node, a core', rate: rateOf(alone), unit: 'deliveries', ratio: rateOf(alone) / rateOf(yardstick), note: 'of blocks: checked, written down, and told',
			},
			{name: 'bare, median', amount: quantile(bareMs, 0.5), unit: 'ms'},
			{name: 'a block, median', amount: quantile(ms, 0.5), unit: 'ms'},
			{name: 'a block, 95 %', amount: quantile(ms, 0.95), unit: 'ms', limit: 50},
			{
				name: 'beside slow ones, 95 %', amount: quantile(beside.ms, 0.95), unit: 'ms', limit: 50,
			},
			{
				name: 'memory a listener', amount: (connected - quiet) * 1000 / count, unit: 'kB', limit: 60,
			},
		];
	} finally {
		for (const listener of opened) {
			listener.close();
		}

		connection.close();
		bareConnection.close();
		bare.close();
		await served.close();
	}
}

export const benchmark: Benchmark = {
	name: 'events',
	summary: `a node's event stream to ${full.listeners} listeners: deliveries a second of its processor time, and how long a block takes to all of them; the yardstick is a bare node:http server that writes as many bytes to as many`,
	run: async ({isQuick = false, note}) => measure(isQuick ? quick : full, note),
};
