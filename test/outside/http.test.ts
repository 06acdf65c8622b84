import test, {type ExecutionContext} from 'ava';
import {openDoor} from '../server/open-door.js';
import {ask, askJson, type Refused} from '../server/raw-request.js';
import {
	type BlockOptions, genesisHash, idOf, makeBlock, makeTransfer, makeWallet, type TransferOptions,
} from './implementation.js';

/*
Blocks and transfers of somebody who knows docs/protocol.md and curl, against a real node.
*/

const COIN = 100_000_000n;
const SUBSIDY = 50n * COIN;

type Network = {readonly genesis_time: number; readonly pow_limit_bits: string; readonly address_prefix: string};
type Accepted = {readonly hash: string; readonly height: number; readonly best: boolean};

async function open(t: ExecutionContext) {
	const {url} = await openDoor(t);
	const {json: network} = await askJson<Network>(`${url}/network`);
	const genesis = genesisHash(network);
	const bits = Number.parseInt(network.pow_limit_bits, 16);
	const wallet = makeWallet(new Uint8Array(32).fill(7), network.address_prefix);
	let tip = {hash: genesis, height: 0, time: network.genesis_time};

	const postBlock = async (bytes: Uint8Array) => askJson<Accepted & Refused>(`${url}/blocks`, {method: 'POST', headers: {'content-type': 'application/octet-stream'}, body: bytes});
	const postTransfer = async (bytes: Uint8Array) => askJson<{transaction: {id: string}} & Refused>(`${url}/transactions/new`, {
		method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify({raw: Buffer.from(bytes).toString('hex')}),
	});
	const block = (options: Partial<BlockOptions> = {}) => makeBlock({
		height: tip.height + 1, previousHash: tip.hash, time: tip.time + 1, bits, payee: wallet.address, reward: SUBSIDY, ...options,
	});
	const transfer = (options: Partial<TransferOptions> = {}) => makeTransfer({
		wallet, genesis, nonce: 0, fee: 20_000n, outputs: [{address: makeWallet(new Uint8Array(32).fill(8), 'dev').address, amount: COIN}], ...options,
	});
	const extend = async (options: Partial<BlockOptions> = {}) => {
		const {bytes, hash} = block(options);
		const answer = await postBlock(bytes);
		if (answer.status === 201) {
			tip = {hash, height: tip.height + 1, time: tip.time + 1};
		}

		return answer;
	};

	return {
		url, wallet, genesis, block, transfer, postBlock, postTransfer, extend,
	};
}

test('blocks and transfers made outside are accepted, and the coins arrive', async t => {
	const {url, wallet, transfer, postTransfer, extend} = await open(t);
	t.like(await extend(), {status: 201, json: {height: 1, best: true}});
	t.like(await extend(), {status: 201, json: {height: 2, best: true}});

	const bytes = transfer();
	const {status, json} = await postTransfer(bytes);
	t.is(status, 201);
	t.is(json.transaction.id, idOf(bytes));
	t.like(await extend({transfers: [bytes], reward: SUBSIDY + 20_000n}), {status: 201, json: {height: 3}});

	const {json: account} = await askJson<Record<string, string>>(`${url}/addresses/${wallet.address}`);
	t.like(account, {balance: '98.9998', immature: '50.0002', nonce: 1});
});

test('every broken block is refused with its code, and nothing changes', async t => {
	const {url, block, transfer, postBlock, extend} = await open(t);
	await extend();
	await extend();
	const good = block({transfers: [transfer()], reward: SUBSIDY + 20_000n});
	const changed = (position: number) => good.bytes.map((byte, index) => index === position ? byte ^ 1 : byte);
	const {text: before} = await ask(`${url}/blocks/tip`);
	const broken: ReadonlyArray<readonly [string, Uint8Array]> = [
		['header_version', changed(1)],
		['parent_unknown', block({previousHash: 'ab'.repeat(32)}).bytes],
		['time_too_old', block({time: 0}).bytes],
		['bits_invalid', good.bytes.map((byte, index) => index === 75 ? 0x21 : byte)],
		['bits_wrong', block({bits: 0x207f_fffe}).bytes],
		['coinbase_value', block({reward: SUBSIDY + 1n}).bytes],
		['coinbase_value', block({reward: SUBSIDY - 1n}).bytes],
		['coinbase_height', block({height: 7}).bytes],
		['trailing_bytes', Uint8Array.from([...good.bytes, 0])],
		['truncated', good.bytes.slice(0, -1)],
		['truncated', good.bytes.slice(0, 40)],
		['merkle_root', changed(good.bytes.length - 1)],
		['nonce_wrong', block({transfers: [transfer({nonce: 1})], reward: SUBSIDY + 20_000n}).bytes],
		['duplicate_transfer', block({transfers: [transfer(), transfer({fee: 30_000n})], reward: SUBSIDY + 50_000n}).bytes],
		['balance_too_low', block({transfers: [transfer({fee: 100n * COIN})], reward: SUBSIDY + (100n * COIN)}).bytes],
		['signature_invalid', block({transfers: [transfer({genesis: 'cd'.repeat(32)})], reward: SUBSIDY + 20_000n}).bytes],
		['public_key_invalid', block({transfers: [transfer().map((byte, index) => index === 1 ? 4 : byte)], reward: SUBSIDY + 20_000n}).bytes],
		['amount_zero', block({transfers: [transfer({outputs: [{address: makeWallet(new Uint8Array(32).fill(8), 'dev').address, amount: 0n}]})], reward: SUBSIDY + 20_000n}).bytes],
	];
	for (const [code, bytes] of broken) {
		const {status, json} = await postBlock(bytes);
		t.is(json.error.code, code);
		t.true(status === 400 || status === 422);
	}

	const {text: after} = await ask(`${url}/blocks/tip`);
	t.is(after, before);
	t.like(await postBlock(good.bytes), {status: 201, json: {height: 3, best: true}});
});

test('every broken transfer is refused with its code, and the mempool stays empty', async t => {
	const {url, transfer, postTransfer, extend} = await open(t);
	await extend();
	await extend();
	const good = transfer();
	const last = good.length - 1;
	const broken: ReadonlyArray<readonly [string, Uint8Array]> = [
		['transfer_version', good.map((byte, index) => index === 0 ? 2 : byte)],
		// Another key is another account, and who has nothing is refused before any key is looked at.
		['balance_too_low', good.map((byte, index) => index === 1 ? 4 : byte)],
		['signature_invalid', good.map((byte, index) => index === last ? byte ^ 1 : byte)],
		['signature_not_canonical', good.map((byte, index) => index > last - 64 ? 0 : byte)],
		['trailing_bytes', Uint8Array.from([...good, 0])],
		['truncated', good.slice(0, 100)],
		['signature_invalid', transfer({genesis: 'cd'.repeat(32)})],
		['fee_too_low', transfer({fee: 1n})],
		['balance_too_low', transfer({fee: 100n * COIN})],
	];
	for (const [code, bytes] of broken) {
		const {json} = await postTransfer(bytes);
		t.is(json.error.code, code);
	}

	const {json: pending} = await askJson<unknown[]>(`${url}/transactions`);
	t.is(pending.length, 0);
	await extend({transfers: [good], reward: SUBSIDY + 20_000n});
	const {json} = await postTransfer(good);
	t.is(json.error.code, 'nonce_wrong');
});
