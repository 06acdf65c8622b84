import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {ExecutionContext} from 'ava';
import type {Address} from '../../../source/protocol/brands.js';
import {openNode, type Node} from '../../../source/engine/node/node.js';
import {MemoryStorage} from '../../../source/engine/storage/memory-storage.js';
import {PrivateKeys} from '../../../source/engine/wallet/keys.js';
import type {ScryptCost} from '../../../source/engine/wallet/seal.js';
import {Wallet} from '../../../source/engine/wallet/wallet.js';
import {Wallets} from '../../../source/engine/wallet/wallets.js';
import {encodeAddress, parseAddress} from '../../../source/protocol/address.js';
import type {Block} from '../../../source/protocol/block.js';
import type {Network, NetworkFile} from '../../../source/protocol/network.js';
import {presets} from '../../../source/protocol/presets.js';
import {subsidyAt} from '../../../source/protocol/subsidy.js';
import {decodeTransfer} from '../../../source/protocol/transfer.js';
import {type BlockOptions, genesisPoint, makeBlock, pointOf} from '../../harness/make-block.js';
import {TEST_NOW, testNetwork} from '../../harness/networks.js';

/** The phrase of BIP 39's first test vector, of which BIP 84 publishes the keys. */
export const PHRASE = 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about';

/** A millisecond instead of half a second. */
export const CHEAP: ScryptCost = {n: 2 ** 10, r: 1, p: 1};

export async function temporaryFolder(t: ExecutionContext): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'chain-tui-wallet-'));
	t.teardown(async () => rm(folder, {recursive: true, force: true}));
	return folder;
}

export async function temporaryWallets(t: ExecutionContext, network: Network): Promise<Wallets> {
	return new Wallets({folder: await temporaryFolder(t), network, cost: CHEAP});
}

/** The first addresses of {@link PHRASE} on test networks. */
export async function addressesOfPhrase(count: number): Promise<Address[]> {
	const keys = await PrivateKeys.fromPhrase(PHRASE);
	return Array.from({length: count}, (_, index) => encodeAddress(keys.publicKeys.accountAt(index), presets.dev.address_prefix));
}

/** A node in memory that gets its blocks from the test. */
export class TestNode {
	static async open(t: ExecutionContext, network: Network): Promise<TestNode> {
		const node = await openNode({
			network, storage: new MemoryStorage(), clock: () => TEST_NOW * 1000, durable: false,
		});
		t.teardown(async () => node.stop());
		return new TestNode(node, network);
	}

	readonly node: Node;
	readonly network: Network;
	readonly #blocks: Block[] = [];

	private constructor(node: Node, network: Network) {
		this.node = node;
		this.network = network;
	}

	/** Mines a block with everything that is pending and can go into one. @param to - Who is paid; default `alice`. */
	async mine({to, ...options}: {to?: Address} & Partial<BlockOptions> = {}): Promise<Block> {
		const pending = await this.node.pending();
		const bytes = await Promise.all(pending.map(async ({id}) => this.node.transactionBytes(id)));
		const transfers = options.transfers ?? bytes.map(each => decodeTransfer(each));
		const last = this.#blocks.at(-1);
		const reward = transfers.reduce((sum, {fee}) => sum + fee, subsidyAt(this.#blocks.length + 1, this.network));
		const block = makeBlock({
			network: this.network,
			parent: last ? pointOf(last) : genesisPoint(this.network),
			...(to && {coinbaseOutputs: [{account: parseAddress(to), amount: reward}]}),
			...options,
			transfers,
		});
		await this.node.submitBlock(block.bytes);
		this.#blocks.push(block);
		return block;
	}
}

/** An unlocked wallet on a node of its own, on a network where genesis gives its addresses these amounts. */
export async function openTestWallet(t: ExecutionContext, amounts: readonly string[], overrides: Partial<NetworkFile> = {}) {
	const addresses = await addressesOfPhrase(Math.max(amounts.length, 1));
	const allocations = amounts.map((amount, index) => ({address: addresses[index]!, amount})).filter(({amount}) => amount !== '0');
	const network = testNetwork({allocations: [...allocations, ...overrides.allocations ?? []], ...overrides.allocations ? {} : overrides});
	const testNode = await TestNode.open(t, network);
	const wallets = await temporaryWallets(t, network);
	const keystore = await wallets.restore('test', PHRASE, {passphrase: 'correct horse'});
	await keystore.extendTo(addresses.length);
	const wallet = new Wallet({keystore}, {node: testNode.node});
	await wallet.unlock('correct horse');
	t.teardown(() => {
		wallet.lock();
	});
	return {wallet, wallets, addresses, network, testNode, node: testNode.node};
}

/** Everything that comes, in a list. */
export async function collect<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
	const list: Value[] = [];
	for await (const value of values) {
		list.push(value);
	}

	return list;
}
