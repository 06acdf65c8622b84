import process from 'node:process';
import {COIN} from '../../source/protocol/amount.js';
import type {Address} from '../../source/protocol/brands.js';
import {parseNetwork, type NetworkFile} from '../../source/protocol/network.js';
import {connectNode} from '../../source/client/node-client.js';
import {LevelStorage} from '../../source/engine/storage/level-storage.js';
import {makeOnTip, openAccounting, poolKey} from '../engine/pool/open-accounting.js';
import {TEST_NOW} from '../harness/networks.js';

/*
The child of the pool's crash test: a pool's accounting on disk, at a node over HTTP. It does what it is told, and kills itself at the step that it was told.
*/

const [location, url, networkFile] = process.argv.slice(2) as [string, string, string];
const network = parseNetwork(JSON.parse(networkFile) as NetworkFile, TEST_NOW);
const node = await connectNode(url, {network});

let deadly: string | undefined;
const step = (name: string): void => {
	if (name === deadly) {
		// As the system does it: nothing of ours is asked.
		process.kill(process.pid, 'SIGKILL');
	}
};

const {accounting, share} = await openAccounting({teardown: () => undefined}, {
	network, node, storage: await LevelStorage.open(location), clock: () => TEST_NOW * 1000, threshold: COIN, onStep: step,
});

async function find(finder: Address): Promise<void> {
	const block = await makeOnTip(network, node, {
		payee: poolKey, transfers: 'pending', parent: undefined, extra: undefined,
	});
	const {hash, bytes, coinbase: {height, outputs: [output]}} = block;
	await accounting.ledger.share({
		address: finder, worker: '', work: 1n, time: TEST_NOW * 1000, hash, height, block: {bytes, reward: output!.amount},
	});
	step('candidate');
	await node.submitBlock(bytes);
	step('submitted');
	await accounting.ledger.candidate(hash, {accepted: true});
	step('accepted');
}

const commands = {
	async dieAt([name]: readonly string[]) {
		deadly = name;
	},
	async share([address, work]: readonly string[]) {
		await share(address as Address, BigInt(work!));
		await accounting.ledger.flush();
	},
	async find([address]: readonly string[]) {
		await find(address as Address);
	},
	async settle() {
		accounting.wake();
		await accounting.settled();
	},
	async books([address]: readonly string[]) {
		const {paid, fees, balance, pending} = accounting.books.miner(address as Address)!;
		return [paid, fees, balance, pending].map(String);
	},
} as const;

process.on('message', (words: string[]) => {
	void (async () => {
		const [name, ...rest] = words as [keyof typeof commands, ...string[]];
		process.send!({answer: await commands[name](rest) ?? 'done'});
	})();
});
process.send!({answer: 'ready'});
