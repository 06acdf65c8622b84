import test, {type ExecutionContext} from 'ava';
import {COIN} from '../../../source/protocol/amount.js';
import {MemoryStorage} from '../../../source/engine/storage/memory-storage.js';
import type {Range, Write} from '../../../source/engine/storage/storage.js';
import {alice, bob, carol} from '../../harness/keys.js';
import {makeTransfer} from '../../harness/make-transfer.js';
import {testNetwork} from '../../harness/networks.js';
import {Branch} from './branch.js';
import {openNode} from './open-node.js';

/*
The disk takes its time: what a block changes can be read before the node hears that it is written.
*/

const FEE = 20_000n;
const network = testNetwork({allocations: [{address: alice.address, amount: '1000'}, {address: bob.address, amount: '1000'}]});

/** Writes at once, and says so only when it is let; what it reads comes late as well. */
class SlowStorage extends MemoryStorage {
	#writeGate: Promise<void> | undefined;
	#rangeGate: Promise<void> | undefined;
	#began: Gate | undefined;

	/** From now on writes do not return. @returns When the first is done, and a way to let them. */
	holdWrites(): {began: Promise<void>; release: () => void} {
		const gate = openGate();
		this.#writeGate = gate.opened;
		this.#began = openGate();
		return {began: this.#began.opened, release: gate.open};
	}

	/** Until it is let, whoever reads a range gets what there was when they began. */
	holdRanges(): () => void {
		const gate = openGate();
		this.#rangeGate = gate.opened;
		return gate.open;
	}

	override async write(writes: readonly Write[]): Promise<void> {
		await super.write(writes);
		this.#began?.open();
		await this.#writeGate;
	}

	override async * range(range: Range): ReturnType<MemoryStorage['range']> {
		const rows = [];
		for await (const row of super.range(range)) {
			rows.push(row);
		}

		await this.#rangeGate;
		yield * rows;
	}
}

type Gate = {readonly opened: Promise<void>; readonly open: () => void};

function openGate(): Gate {
	let open: () => void = () => undefined;
	const opened = new Promise<void>(resolve => {
		open = resolve;
	});
	return {opened, open};
}

async function openScene(t: ExecutionContext) {
	const storage = new SlowStorage();
	return {...await openNode(t, network, {storage}), storage, branch: new Branch(network)};
}

test('whoever asks while a block is being written is told of the chain with the block, all of it', async t => {
	const {node, storage, branch, send, take} = await openScene(t);
	const transfer = makeTransfer({network, amount: 900n * COIN, fee: FEE});
	await send(transfer);
	const {began, release} = storage.holdWrites();
	const taken = take(branch.mine({transfers: [transfer], payee: carol}));
	await began;
	const answers = Promise.all([node.status(), node.template(carol.address), node.address(alice.address), node.history(alice.address), node.block('tip')]);
	const sent = send(makeTransfer({network, nonce: 1, amount: 50n * COIN, fee: FEE}));
	release();
	await taken;
	const [status, template, address, history, block] = await answers;
	t.is(status.height, 1);
	t.deepEqual([template.height, template.previous_hash, template.transactions], [2, branch.tip.hash, []]);
	t.like(address, {nonce: 1, pending_out: '0'});
	t.deepEqual(history.filter(({transaction}) => transaction.status.confirmed).map(({transaction}) => transaction.status.confirmations), [1]);
	t.is(block.hash, branch.tip.hash);
	await t.notThrowsAsync(sent, 'what is confirmed no longer counts as pending');
});

test('a page of history that a reorganisation falls into is read again', async t => {
	const {node, storage, branch, take} = await openScene(t);
	const confirmed = makeTransfer({network, fee: FEE});
	branch.mine({transfers: [confirmed]});
	branch.mine({transfers: [makeTransfer({network, nonce: 1, fee: FEE})]});
	await take(...branch.blocks);
	const other = branch.fork(1).mineMany(2);
	await take(other.blocks[1]!);

	const release = storage.holdRanges();
	const history = node.history(bob.address);
	const {began, release: releaseWrites} = storage.holdWrites();
	const taken = take(other.blocks[2]!);
	await began;
	release();
	releaseWrites();
	await taken;
	const rows = await history;
	t.deepEqual(rows.filter(({transaction}) => transaction.status.confirmed).map(({transaction}) => [transaction.id, transaction.status.confirmations]), [[confirmed.id, 3]]);
});
