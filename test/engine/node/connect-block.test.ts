import test from 'ava';
import fc from 'fast-check';
import {bytesToHex} from '../../../source/protocol/bytes.js';
import {connectBlock, disconnectBlock} from '../../../source/engine/node/connect-block.js';
import {ChainReader} from '../../../source/engine/node/chain-reader.js';
import {openStore} from '../../../source/engine/node/store.js';
import {MemoryStorage} from '../../../source/engine/storage/memory-storage.js';
import {decodeWrites, Overlay} from '../../../source/engine/storage/overlay.js';
import type {Block} from '../../../source/protocol/block.js';
import {alice, bob, carol, testKey} from '../../harness/keys.js';
import {genesisPoint, makeBlock, pointOf} from '../../harness/make-block.js';
import {makeTransfer} from '../../harness/make-transfer.js';
import {testNetwork} from '../../harness/networks.js';
import {derivedState} from './open-chain.js';

const keys = [alice, bob, carol, testKey(77)] as const;
const START = 1000n;
const network = testNetwork({coinbase_maturity: 1, allocations: keys.slice(0, 3).map(({address}) => ({address, amount: '0.00001'}))});

const anyKey = fc.constantFrom(...keys);
const anyOutputs = fc.array(fc.record({key: anyKey, amount: fc.bigInt({min: 1n, max: 40n})}), {minLength: 1, maxLength: 4});
// Some spend all they began with, to the last unit.
const anyTransfer = fc.record({from: fc.nat(2), outputs: fc.oneof(anyOutputs, anyKey.map(key => [{key, amount: START}]))});
const anyBlock = fc.record({payees: fc.array(anyKey, {minLength: 1, maxLength: 3}), transfers: fc.array(anyTransfer, {maxLength: 5})});

const outputsOf = (outputs: ReadonlyArray<{key: typeof alice; amount: bigint}>) => outputs.map(({key, amount}) => ({account: key.account, amount}));

/** Everything that can be done to accounts by way of blocks: several outputs, the same twice, to oneself, and rewards that mature. */
const anyChain = fc.array(anyBlock, {minLength: 1, maxLength: 4}).map(plans => {
	const balances = new Map(keys.map(key => [key, key === keys[3] ? 0n : START]));
	const nonces = new Map<object, number>();
	const blocks: Block[] = [];
	for (const {payees, transfers: planned} of plans) {
		const transfers = planned.flatMap(({from, outputs}) => {
			const key = keys[from]!;
			const cost = outputs.reduce((sum, {amount}) => sum + amount, 0n);
			if (balances.get(key)! < cost) {
				return [];
			}

			balances.set(key, balances.get(key)! - cost);
			for (const output of outputs) {
				balances.set(output.key, balances.get(output.key)! + output.amount);
			}

			const nonce = nonces.get(key) ?? 0;
			nonces.set(key, nonce + 1);
			return [makeTransfer({network, key, nonce, fee: 0n, outputs: outputsOf(outputs)})];
		});
		const parent = blocks.at(-1);
		blocks.push(makeBlock({
			network, transfers, parent: parent ? pointOf(parent) : genesisPoint(network), grandparent: blocks.length > 1 ? pointOf(blocks.at(-2)!) : genesisPoint(network), coinbaseOutputs: payees.map(({account}, index) => ({account, amount: BigInt(index)})),
		}));
	}

	return blocks;
});

test('whatever blocks do, taken off again they leave nothing, and no key is undone twice', async t => {
	await fc.assert(fc.asyncProperty(anyChain, async blocks => {
		const storage = new MemoryStorage();
		await openStore(network, storage);
		const before = await derivedState(storage);
		const overlay = new Overlay(storage);
		for (const [index, block] of blocks.entries()) {
			overlay.set(Uint8Array.of(0x62, ...Buffer.from(block.hash, 'hex').toReversed()), block.bytes);
			connectBlock(overlay, block, index + 1, network);
			const undone = decodeWrites(new ChainReader(overlay).undo(block.hash)).map(({key}) => bytesToHex(key));
			t.is(new Set(undone).size, undone.length);
		}

		for (const block of blocks.toReversed()) {
			disconnectBlock(overlay, block);
		}

		await storage.write(overlay.writes());
		t.deepEqual(await derivedState(storage), before);
	}), {numRuns: 60});
});
