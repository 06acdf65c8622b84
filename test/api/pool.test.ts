import test, {type ExecutionContext} from 'ava';
import {COIN, parseAmount} from '../../source/protocol/amount.js';
import type {Address} from '../../source/protocol/brands.js';
import {ApiError} from '../../source/api/api-error.js';
import type {PoolApi} from '../../source/api/pool-api.js';
import {poolRoutes} from '../../source/api/pool-contract.js';
import {type PoolEvent, poolEvents} from '../../source/api/pool-event.js';
import {connectPool} from '../../source/client/pool-client.js';
import {parsePoolFee} from '../../source/engine/pool/pool-fee.js';
import {Pool} from '../../source/engine/pool/pool.js';
import type {WorkerSnapshot} from '../../source/engine/pool/workers.js';
import {MemoryStorage} from '../../source/engine/storage/memory-storage.js';
import {listen} from '../../source/server/listen.js';
import {poolDoor} from '../../source/server/pool-server.js';
import {alice, bob, carol} from '../harness/keys.js';
import {testNetwork} from '../harness/networks.js';
import {openNode} from '../engine/node/open-node.js';
import {keyOfPool, makeOnTip, poolKey} from '../engine/pool/open-accounting.js';
import {ask} from '../server/raw-request.js';

/*
One interface, two bodies: a pool in this process, and the same behind a server and a client.
*/

const network = testNetwork({coinbase_maturity: 1});

type Body = {
	readonly api: PoolApi;
	readonly pool: Pool;
	readonly url: string;
	/** A block of the pool, found after some work, and so many of somebody else. */
	readonly mine: (finder: Address, buried?: number) => Promise<void>;
};

const rig: WorkerSnapshot = {
	address: alice.address, worker: 'rig', agent: 'cpuminer/2.5', connections: 1, hashesPerSecond: 1500.5, difficulty: 65_536, accepted: 7, rejected: 1, stale: 2, bestDifficulty: 1e6, blocks: 1, since: 1_700_000_000_000, lastSeen: 1_700_000_100_999,
};

async function open(t: ExecutionContext): Promise<Omit<Body, 'api'>> {
	const {node, clock} = await openNode(t, network);
	const pool = await Pool.open({
		network, scheme: 'prop', threshold: 20n * COIN, version: '1.2.3', fee: {millionths: parsePoolFee('1.5'), address: bob.address},
	}, {
		storage: new MemoryStorage(), node, key: keyOfPool(network), clock: clock.now,
	});
	pool.serve({workers: () => [rig, {...rig, worker: '', connections: 0, hashesPerSecond: 1}, {...rig, address: carol.address, hashesPerSecond: 9999}]});
	const door = poolDoor({pool, version: '1.2.3', log: () => t.fail()});
	const {url} = await listen(door.server, '127.0.0.1', 0);
	t.teardown(async () => {
		await door.close();
		await pool.stop();
	});
	return {
		pool,
		url,
		async mine(finder, buried = 1) {
			const {hash, bytes, coinbase: {height, outputs}} = await makeOnTip(network, node, {
				payee: poolKey, transfers: 'pending', parent: undefined, extra: undefined,
			});
			const share = {
				address: finder, worker: 'rig', work: 3n, time: clock.now(), height,
			};
			await pool.ledger.share({...share, address: carol.address, hash: network.genesis.hash});
			await pool.ledger.share({...share, hash, block: {bytes, reward: outputs[0]!.amount}});
			await node.submitBlock(bytes);
			await pool.ledger.candidate(hash, {accepted: true});
			await pool.settled();
			for (let count = 0; count < buried; count++) {
				const other = await makeOnTip(network, node, {
					payee: bob, transfers: 'pending', parent: undefined, extra: undefined,
				});
				const settled = untilHeight(pool, other.coinbase.height);
				await node.submitBlock(other.bytes);
				await settled;
				await pool.settled();
			}
		},
	};
}

/** Waits until the pool has seen a tip. */
async function untilHeight(pool: Pool, height: number): Promise<void> {
	for await (const {type, data} of pool.events()) {
		if (type === 'stats' && data.height >= height) {
			return;
		}
	}
}

function both(title: string, run: (t: ExecutionContext, body: Body) => Promise<void>): void {
	test(`${title} (in process)`, async t => {
		const body = await open(t);
		await run(t, {...body, api: body.pool});
	});
	test(`${title} (over HTTP)`, async t => {
		const body = await open(t);
		const api = connectPool(body.url);
		t.teardown(() => {
			api.close();
		});
		await run(t, {...body, api});
	});
}

both('a pool that has done nothing yet has answers too', async (t, {api}) => {
	const stats = await api.stats();
	t.deepEqual<unknown, unknown>(poolRoutes.stats.response.parse(stats), stats);
	t.like(stats, {
		network: 'test', height: 0, address: poolKey.address, scheme: 'prop', fee: '1.5', threshold: '20', workers: 2, miners: 0, hashrate: 11_500.5, owed: '0', paid: '0', payouts: 0, trouble: null, version: '1.2.3',
	});
	t.deepEqual(await api.blocks(), []);
	t.deepEqual(await api.payouts(), []);
});

both('workers come with the fastest first', async (t, {api}) => {
	const workers = await api.workers();
	t.deepEqual<unknown, unknown>(poolRoutes.workers.response.parse(workers), workers);
	t.deepEqual(workers.map(({address, worker, hashrate}) => [address, worker, hashrate]), [[carol.address, 'rig', 9999], [alice.address, 'rig', 1500.5], [alice.address, '', 1]]);
	t.like(workers[1], {since: 1_700_000_000, last_seen: 1_700_000_100, best: 1e6, agent: 'cpuminer/2.5'});
	const [fastest, ...others] = await api.workers({limit: 1});
	t.deepEqual([fastest!.hashrate, others.length], [9999, 0]);
});

both('blocks tell what became of them, and who gets what', async (t, {api, mine}) => {
	await mine(alice.address);
	await mine(alice.address, 0);
	const blocks = await api.blocks();
	t.deepEqual<unknown, unknown>(poolRoutes.blocks.response.parse(blocks), blocks);
	t.deepEqual(blocks.map(({height, state}) => [height, state]), [[3, 'immature'], [1, 'credited']]);
	t.like(blocks[1], {
		reward: '50', fee: '0.75', finder: alice.address, worker: 'rig', scheme: 'prop', work: '6', difficulty: 2, effort: 3, code: null,
	});
	t.deepEqual(Object.fromEntries(blocks[1]!.credits.map(({address, amount}) => [address, amount])), {[alice.address]: '24.625', [bob.address]: '0.75', [carol.address]: '24.625'});
	const older = await api.blocks({before: 3});
	t.deepEqual(older.map(({height}) => height), [1]);
	const newest = await api.blocks({limit: 1});
	t.deepEqual(newest.map(({height}) => height), [3]);
});

both('payouts and miners tell where the money is', async (t, {api, mine}) => {
	await mine(alice.address);
	const [payout, ...others] = await api.payouts();
	t.deepEqual(others, []);
	t.deepEqual<unknown, unknown>(poolRoutes.payouts.response.parse([payout]), [payout]);
	t.like(payout, {number: 1, state: 'sent', amount: '49.25', nonce: 0, height: null});
	const miner = await api.miner(alice.address);
	t.deepEqual<unknown, unknown>(poolRoutes.miner.response.parse(miner), miner);
	t.like(miner, {
		balance: '0', pending: '24.625', paid: '0', immature: '0', hashrate: 1501.5,
	});
	t.is(miner.workers.length, 2);
	t.deepEqual(miner.payouts.map(({number, amount, received}) => [number, amount, received]), [[1, '24.625', payout!.outputs.find(({address}) => address === alice.address)!.received]]);
	t.like(await api.miner(bob.address), {balance: '0.75'});
	t.deepEqual(await api.payouts({before: 1}), []);
	// With half of what the payout has brought to whoever mines it, less the fee.
	await mine(alice.address, 0);
	const {immature, balance} = await api.miner(alice.address);
	t.is(balance, '0');
	t.true(parseAmount(immature) > parseAmount('24.625'));
});

both('who is not known and what is no address are refused', async (t, {api}) => {
	for (const [address, code] of [[testAddress, 'not_found'], ['nonsense', 'address_invalid']] as const) {
		const error = await t.throwsAsync(api.miner(address as Address), {instanceOf: ApiError});
		t.is(error.code, code);
	}
});

const testAddress = 'dev1qzeeyh5nfvcy86d29k3ua03338nf37unxzkc3cn';

both('events tell shares, blocks and payouts, each of its schema', async (t, {api, mine, pool}) => {
	const events: PoolEvent[] = [];
	const stream = api.events()[Symbol.asyncIterator]();
	const next = async () => {
		const {value: event} = await stream.next() as IteratorYieldResult<PoolEvent>;
		t.deepEqual<unknown, unknown>(poolEvents[event.type].schema.parse(event.data), event.data);
		events.push(event);
		return event;
	};

	// Only then does it follow: what happened before is not told.
	await next();
	pool.tellWorker({
		address: alice.address, worker: 'rig', connected: true, agent: 'x',
	});
	await mine(alice.address, 2);
	for (let event = await next(); event.type !== 'payout' || event.data.state !== 'sent';) {
		event = await next();
	}

	await stream.return?.();
	t.is(events[0]!.type, 'stats');
	const types = new Set(events.map(({type}) => type));
	t.true(['worker', 'share', 'block', 'payout'].every(type => types.has(type as PoolEvent['type'])));
	t.deepEqual(events.flatMap(({type, data}) => type === 'block' ? [data.state] : []), ['candidate', 'immature', 'credited']);
});

test('the pool has documents and metrics as the node has', async t => {
	const {url, mine} = await open(t);
	await mine(alice.address);
	const {text} = await ask(`${url}/metrics`);
	for (const line of ['chain_tui_pool_workers 2', 'chain_tui_pool_blocks_credited 1', 'chain_tui_pool_owed_coins 0.75', 'chain_tui_pool_pending_coins 49.25', 'chain_tui_pool_trouble 0']) {
		t.true(text.split('\n').includes(line), `there is a line ${line}`);
	}

	const page = await ask(`${url}/docs`);
	t.regex(page.text, /<h1>The pool's HTTP interface<\/h1>/v);
	const {text: openapi} = await ask(`${url}/openapi.json`);
	t.deepEqual(Object.keys((JSON.parse(openapi) as {paths: object}).paths).toSorted(), Object.values(poolRoutes).map(({path}) => path.replaceAll(/:(\w+)/gv, '{$1}')).toSorted());
	const refused = await ask(`${url}/miners/nonsense?x=1`);
	t.regex(refused.text, /"code":"invalid_request"/v);
});
