import {readFileSync} from 'node:fs';
import test from 'ava';
import {COIN} from '../../source/protocol/amount.js';
import {type Block, decodeBlock} from '../../source/protocol/block.js';
import type {Account} from '../../source/protocol/brands.js';
import {blockContext, headerContext} from '../../source/protocol/rules/context.js';
import {type AccountState, connectBlock, EMPTY_ACCOUNT} from '../../source/protocol/rules/connect.js';
import {enforce} from '../../source/protocol/rules/rule.js';
import {checkBlockSanity, checkTransferSanity, headerSanity} from '../../source/protocol/rules/sanity.js';
import {parseAddress} from '../../source/protocol/address.js';
import {decodeTransfer} from '../../source/protocol/transfer.js';
import {alice, bob, testKey} from '../harness/keys.js';
import {devNetwork as network} from '../harness/networks.js';
import {readVectors} from '../harness/vectors.js';
import {
	accountOf, addressOf, genesisHash, idOf, makeBlock, makeTransfer, makeWallet,
} from './implementation.js';

/*
What somebody makes who knows docs/protocol.md and nothing else must be good here.
*/

const genesis = genesisHash(network.file);
const {file} = network;
const bits = Number.parseInt(file.pow_limit_bits, 16);

test('the outside implementation imports nothing of ours', t => {
	const text = readFileSync(new URL('implementation.ts', import.meta.url), 'utf8');
	t.deepEqual([...text.matchAll(/(?:from|import\() ?'([^']+)'/gv)].map(match => match[1]), ['node:crypto']);
});

test('it comes to the same genesis for every network file', t => {
	for (const vector of readVectors('genesis.json')) {
		t.is(genesisHash(vector.file), vector.hash);
	}
});

test('it has the same addresses', t => {
	for (const number of [1, 2, 3, 99_999]) {
		const key = testKey(number);
		const wallet = makeWallet(key.privateKey, 'dev');
		t.is(wallet.address, key.address);
		t.deepEqual(new Uint8Array(wallet.publicKey), key.publicKey);
		t.is(addressOf(accountOf(wallet.address), 'dev'), wallet.address);
	}
});

test('its transfers are read and obey the rules', t => {
	const wallet = makeWallet(alice.privateKey, 'dev');
	// Half of all signatures of OpenSSL have a high s: enough of them to see that both kinds come out low.
	for (let nonce = 0; nonce < 16; nonce++) {
		const bytes = makeTransfer({
			wallet, genesis, nonce, fee: 7n, memo: 'käse', outputs: [{address: bob.address, amount: 5n}, {address: alice.address, amount: 6n}],
		});
		const transfer = decodeTransfer(bytes);
		t.notThrows(() => {
			checkTransferSanity(transfer, network);
		});
		t.like(transfer, {nonce, fee: 7n, sender: alice.account, outputs: [{account: bob.account, amount: 5n}, {account: alice.account, amount: 6n}]});
		t.is<string, string>(transfer.id, idOf(bytes));
	}
});

/** Holds a block to every rule there is, and returns the accounts after it. */
function accept(block: Block, parents: readonly Block[], state: ReadonlyMap<Account, AccountState>): Map<Account, AccountState> {
	const {header, hash} = block;
	const [grandparent, parent] = [network.genesis.header, ...parents.map(({header}) => header)].slice(-2);
	const matured = parents.at(-1)?.coinbase.outputs ?? [];
	enforce(headerSanity, {header, hash, network});
	enforce(headerContext, {header, parent: parent ?? network.genesis.header, grandparent: parent && grandparent, network});
	checkBlockSanity({block, network, isChecked: () => false});
	enforce(blockContext, {block, height: parents.length + 1, network});
	return new Map([...state, ...connectBlock(block, matured, account => state.get(account) ?? EMPTY_ACCOUNT)]);
}

test('its blocks are accepted: one pays a wallet, the next spends from it', t => {
	const wallet = makeWallet(testKey(4242).privateKey, 'dev');
	const first = makeBlock({
		height: 1, previousHash: genesis, time: file.genesis_time + 1, bits, payee: wallet.address, reward: 50n * COIN,
	});
	const transfers = [0, 1, 2].map(nonce => makeTransfer({
		wallet, genesis, nonce, fee: 1000n, outputs: [{address: bob.address, amount: 150_000_000n}],
	}));
	const second = makeBlock({
		height: 2, previousHash: first.hash, time: file.genesis_time + 2, bits, payee: wallet.address, reward: (50n * COIN) + 3000n, transfers,
	});

	const blocks = [first, second].map(({bytes}) => decodeBlock(bytes));
	t.deepEqual(blocks.map(({hash}) => String(hash)), [first.hash, second.hash]);
	const afterFirst = accept(blocks[0]!, [], new Map());
	t.is(afterFirst.size, 0, 'the reward is not mature yet');
	const afterSecond = accept(blocks[1]!, blocks.slice(0, 1), afterFirst);
	t.deepEqual(afterSecond.get(bob.account), {balance: 450_000_000n, nonce: 0});
	t.deepEqual(afterSecond.get(parseAddress(wallet.address)), {balance: 50n * COIN - 450_003_000n, nonce: 3});
});
