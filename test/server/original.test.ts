import test from 'ava';
import {type OriginalBlock, type OriginalTransaction, originalChainSchema} from '../../source/api/original.js';
import {bytesToHex} from '../../source/protocol/bytes.js';
import {alice, bob, carol, addressOn} from '../harness/keys.js';
import {genesisPoint, makeChain} from '../harness/make-block.js';
import {makeTransfer} from '../harness/make-transfer.js';
import {mainNetwork} from '../harness/networks.js';
import {chainBlocks} from '../../source/server/original.js';
import {openDoor, openTestNode} from './open-door.js';
import {ask, askJson, postJson} from './raw-request.js';

type Chain = {chain: OriginalBlock[]; length: number};

test('the chain has the original\'s fields, oldest block first', async t => {
	const {url, network, extend} = await openDoor(t);
	const first = await extend();
	await extend();
	const transfer = makeTransfer({network, fee: 1_000_000n, outputs: [{account: bob.account, amount: 150_000_000n}, {account: carol.account, amount: 1n}]});
	const third = await extend({transfers: [transfer], payee: bob});

	const {json} = await askJson<Chain>(`${url}/chain`);
	t.deepEqual(originalChainSchema.parse(json), json as never);
	t.is(json.length, 4);
	t.deepEqual(json.chain.map(({index}) => index), [1, 2, 3, 4]);
	t.deepEqual(Object.keys(json.chain[0]!), ['index', 'timestamp', 'transactions', 'difficulty', 'proof', 'previous_hash', 'current_hash']);
	t.like(json.chain[0], {current_hash: network.genesis.hash, previous_hash: '0'.repeat(64), transactions: []});
	t.like(json.chain[1], {current_hash: first.hash, previous_hash: network.genesis.hash, proof: first.header.nonce, timestamp: first.header.time});

	const {time} = third.header;
	const previous = third.header.previousHash;
	t.deepEqual(json.chain[3]!.transactions, [
		{
			sender: 'Coinbase Reward', recipient: bob.address, amount: 50.01, fee: 0, time_submitted: time, previous_block_hash: previous, public_key_hex: '', transaction_hash: third.coinbase.id, signature: '',
		},
		{
			sender: alice.address, recipient: bob.address, amount: 1.5, fee: 0.01, time_submitted: time, previous_block_hash: previous, public_key_hex: bytesToHex(alice.publicKey), transaction_hash: transfer.id, signature: bytesToHex(transfer.signature),
		},
		{
			sender: alice.address, recipient: carol.address, amount: 0.000_000_01, fee: 0, time_submitted: time, previous_block_hash: previous, public_key_hex: bytesToHex(alice.publicKey), transaction_hash: transfer.id, signature: bytesToHex(transfer.signature),
		},
	]);
});

test('a part of the chain is told with the length of the whole', async t => {
	const {url, extend} = await openDoor(t);
	await extend();
	await extend();
	for (const [query, indexes] of [['?from=2', [2, 3]], ['?limit=2', [1, 2]], ['?from=3&limit=5', [3]], ['?from=9', []], ['?limit=0', []]] as const) {
		const {json} = await askJson<Chain>(`${url}/chain${query}`);
		t.deepEqual(json.chain.map(({index}) => index), [...indexes]);
		t.is(json.length, 3);
	}
});

test('a chain that is reorganised while it is told ends, and never joins two branches', async t => {
	const {node, network, extend} = await openTestNode(t);
	await extend();
	await extend();
	const blocks = chainBlocks(node, 3);
	await blocks.next();
	await blocks.next();
	for (const {bytes} of makeChain(network, 3, () => ({payee: bob}))) {
		await node.submitBlock(bytes);
	}

	await t.throwsAsync(blocks.next(), {message: /reorganised/v});
});

test('a chain that cannot be told to its end is cut off, not ended', async t => {
	const {url, node, network, extend} = await openDoor(t);
	await extend();
	await extend();
	const block = node.block.bind(node);
	node.block = async id => {
		if (id === 2) {
			node.block = block;
			for (const {bytes} of makeChain(network, 3, () => ({payee: bob}))) {
				await node.submitBlock(bytes);
			}
		}

		return block(id);
	};

	await t.throwsAsync(ask(`${url}/chain`), {code: 'ECONNRESET'});
});

test('the mempool has rows, too', async t => {
	const {url, node, network, extend} = await openDoor(t);
	await extend();
	const {hash} = await extend();
	const transfer = makeTransfer({network, amount: 100_000_000n, fee: 1_000_000n});
	const {status} = await node.submitTransaction(transfer.bytes);
	const {json} = await askJson<OriginalTransaction[]>(`${url}/mempool`);
	t.deepEqual(json, [{
		sender: alice.address, recipient: bob.address, amount: 1, fee: 0.01, time_submitted: status.time, previous_block_hash: hash, public_key_hex: bytesToHex(alice.publicKey), transaction_hash: transfer.id, signature: bytesToHex(transfer.signature),
	}]);
});

test('difficulty and proof are numbers', async t => {
	const {url, extend} = await openDoor(t);
	const {header} = await extend();
	const difficulty = await askJson<number>(`${url}/difficulty`);
	t.is(difficulty.json, 2);
	const proof = await askJson<number>(`${url}/proof`);
	t.is(proof.json, header.nonce);
});

test('a signed transfer may be handed in as bytes or as fields', async t => {
	const {url, network, extend} = await openDoor(t);
	await extend();
	await extend();
	for (const [nonce, memo] of ['lunch', ''].entries()) {
		const transfer = makeTransfer({network, nonce, memo, amount: 100_000_000n, fee: 1_000_000n});
		const body = nonce === 0
			? {
				public_key: bytesToHex(alice.publicKey), nonce, fee: '0.01', outputs: [{recipient: bob.address, amount: '1'}], memo, signature: bytesToHex(transfer.signature),
			}
			: {raw: bytesToHex(transfer.bytes)};
		const {status, json} = await postJson<{message: string; transaction: {id: string}}>(`${url}/transactions/new`, body);
		t.is(status, 201);
		t.is(typeof json.message, 'string');
		t.is(json.transaction.id, transfer.id);
	}
});

test('fields that are not what was signed are refused', async t => {
	const {url, network, extend} = await openDoor(t);
	await extend();
	await extend();
	const {signature} = makeTransfer({network, amount: 100_000_000n, fee: 1_000_000n});
	const fields = {
		public_key: bytesToHex(alice.publicKey), nonce: 0, fee: '0.01', outputs: [{recipient: bob.address, amount: '1'}], memo_hex: '', signature: bytesToHex(signature),
	};
	for (const [change, code] of [
		[{}, undefined],
		[{fee: '0.02'}, 'signature_invalid'],
		[{fee: '0.02', outputs: [{recipient: carol.address, amount: '1'}]}, 'signature_invalid'],
		[{outputs: [{recipient: addressOn(bob, mainNetwork), amount: '1'}]}, 'address_wrong_network'],
		[{outputs: [{recipient: `${bob.address.slice(0, -1)}x`, amount: '1'}]}, 'address_invalid'],
		[{memo: 'x'}, 'invalid_request'],
		[{memo_hex: undefined, memo: '€'.repeat(200)}, 'memo_too_long'],
	] as const) {
		const {json} = await postJson(`${url}/transactions/new`, {...fields, ...change});
		t.is((json as Partial<typeof json>).error?.code, code);
	}
});

test('nodes, register and resolve have the original\'s shapes', async t => {
	const {url, network} = await openDoor(t);
	const nodes = await askJson<{message: string; total_nodes: string[]}>(`${url}/nodes`);
	t.deepEqual(nodes.json.total_nodes, []);
	t.is(typeof nodes.json.message, 'string');

	const register = await postJson(`${url}/nodes/register`, {nodes: ['http://192.0.2.1:5000']});
	t.is(register.json.error.code, 'not_available');

	const resolve = await askJson<{message: string; chain: OriginalBlock[]}>(`${url}/nodes/resolve`);
	t.is(resolve.json.message, 'Our chain is authoritative');
	t.deepEqual(resolve.json.chain.map(block => block.current_hash), [network.genesis.hash]);
	t.is(genesisPoint(network).hash, network.genesis.hash);
});
