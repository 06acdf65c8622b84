import test, {type ExecutionContext} from 'ava';
import {ApiError, hasCode} from '../../../source/api/api-error.js';
import {asAddress} from '../../../source/protocol/brands.js';
import {decodeBlock} from '../../../source/protocol/block.js';
import type {Network} from '../../../source/protocol/network.js';
import {targetOfBits} from '../../../source/protocol/target.js';
import {createKernel} from '../../../source/engine/miner/kernels/list.js';
import {SearchSpace} from '../../../source/engine/miner/search-space.js';
import {SoloSource, type SoloDependencies, type SoloOptions} from '../../../source/engine/miner/solo-source.js';
import type {Solution, Work} from '../../../source/api/work.js';
import {type Node, openNode} from '../../../source/engine/node/node.js';
import {MemoryStorage} from '../../../source/engine/storage/memory-storage.js';
import {alice, bob} from '../../harness/keys.js';
import {genesisPoint, makeBlock, makeChain} from '../../harness/make-block.js';
import {makeTransfer} from '../../harness/make-transfer.js';
import {devNetwork, TEST_NOW, testNetwork} from '../../harness/networks.js';
import {FakeTime} from './harness/fake-time.js';

/** A real node, and a source on it whose time the test moves. */
async function openSource(t: ExecutionContext, {network = devNetwork, options, dependencies, door}: {
	network?: Network;
	options?: Partial<SoloOptions>;
	dependencies?: Partial<SoloDependencies>;
	/** What stands between node and source. */
	door?: (node: Node) => SoloDependencies['node'];
} = {}) {
	const time = new FakeTime(TEST_NOW * 1000);
	const node = await openNode({network, storage: new MemoryStorage(), clock: time.clock});
	const source = new SoloSource({address: alice.address, paced: false, ...options}, {
		node: door ? door(node) : node, clock: time.clock, sleep: time.sleep, random: () => 0.5, ...dependencies,
	});
	const controller = new AbortController();
	const works = source.work(controller.signal)[Symbol.asyncIterator]();
	t.teardown(async () => {
		controller.abort();
		await works.next();
		await node.stop();
	});
	const next = async (): Promise<Work | undefined> => {
		const {value} = await works.next() as {value: Work | undefined};
		return value;
	};

	return {time, node, source, works, controller, next, nextWork: async () => (await next())!};
}

async function solve(work: Work): Promise<Solution> {
	const kernel = await createKernel('reference');
	const {extranonce, time, header76} = new SearchSpace(work, Math.random).next()!;
	kernel.prepare(header76, work.target);
	const [nonce] = kernel.scan(0, 1000);
	return {workId: work.id, extranonce, time, nonce: nonce!, version: work.version};
}

test('the first work is the node\'s template', async t => {
	const {nextWork} = await openSource(t);
	const work = await nextWork();
	t.like(work, {
		previousHash: devNetwork.genesis.hash, bits: 0x207f_ffff, target: targetOfBits(0x207f_ffff), height: 1, difficulty: 2, single: true, time: TEST_NOW,
	});
});

test('a solution becomes a block, and the new tip gives new work at once', async t => {
	const {source, node, nextWork} = await openSource(t);
	const work = await nextWork();
	const verdict = await source.submit(await solve(work));
	t.true(verdict.accepted);
	const tip = await node.block('tip');
	t.deepEqual(verdict, {accepted: true, block: {height: 1, hash: tip.hash}});
	t.is(tip.transactions[0]!.outputs[0]!.recipient, alice.address);
	t.like(await nextWork(), {height: 2, previousHash: tip.hash});
});

test('a block that somebody else found gives new work at once', async t => {
	const {node, nextWork, time} = await openSource(t);
	await nextWork();
	const block = makeBlock({network: devNetwork, payee: bob});
	await node.submitBlock(block.bytes);
	t.like(await nextWork(), {height: 2, previousHash: block.hash});
	t.is(time.nowMs, TEST_NOW * 1000);
});

test('a block with transfers in it is assembled so that the node takes it', async t => {
	const network = testNetwork({allocations: [{address: alice.address, amount: '100'}]});
	const {node, source, nextWork} = await openSource(t, {network, options: {address: bob.address}});
	for (const nonce of [0, 1, 2]) {
		await node.submitTransaction(makeTransfer({network, nonce, amount: 5n, fee: 100_000n}).bytes);
	}

	// The template that is asked for first may be older than the transfers: another tip forces a new one.
	await nextWork();
	await node.submitBlock(makeBlock({network}).bytes);
	let work = await nextWork();
	while (work.height !== 2) {
		work = await nextWork();
	}

	t.like(await source.submit(await solve(work)), {accepted: true});
	const {transactions} = await node.block('tip');
	t.deepEqual(transactions.map(({type}) => type), ['coinbase', 'transfer', 'transfer', 'transfer']);
});

test('a change of the mempool refreshes the work, but not before 2 seconds have passed', async t => {
	const network = testNetwork({allocations: [{address: alice.address, amount: '100'}]});
	const {node, nextWork, time} = await openSource(t, {network});
	const first = await nextWork();
	const refreshed = nextWork();
	await time.sleeping(ms => ms === 30_000);
	await node.submitTransaction(makeTransfer({network, fee: 100_000n}).bytes);
	await time.sleeping(ms => ms === 2000);
	time.advance(2000);
	const work = await refreshed;
	t.is(first.merkleBranch.length, 0);
	t.is(work.merkleBranch.length, 1);
	t.is(work.time, TEST_NOW + 2);
});

test('without any change the work is refreshed after 30 seconds, so that its time moves on', async t => {
	const {nextWork, time} = await openSource(t);
	await nextWork();
	const refreshed = nextWork();
	await time.sleeping(ms => ms === 30_000);
	time.advance(30_000);
	t.like(await refreshed, {time: TEST_NOW + 30, height: 1});
});

test('a solution of a work before the refresh still makes a block', async t => {
	const {nextWork, time, source} = await openSource(t);
	const work = await nextWork();
	const refreshed = nextWork();
	await time.sleeping(ms => ms === 30_000);
	time.advance(30_000);
	await refreshed;
	t.like(await source.submit(await solve(work)), {accepted: true});
});

test('a block that lost to another one is stale, and so is one of a forgotten work', async t => {
	const {node, source, nextWork} = await openSource(t);
	const work = await nextWork();
	await node.submitBlock(makeBlock({network: devNetwork, payee: bob}).bytes);
	t.like(await source.submit(await solve(work)), {accepted: false, code: 'stale'});
	t.like(await source.submit({...await solve(work), workId: '99'}), {accepted: false, code: 'stale'});
});

test('a block that the node refuses is a verdict with the node\'s code, and new work comes soon', async t => {
	const {source, nextWork, time} = await openSource(t);
	const work = await nextWork();
	const solution = await solve(work);
	const refreshed = nextWork();
	// The coinbase is another one than the nonce was found for, and about half of all hashes are above the target.
	const verdicts = await Promise.all(Array.from({length: 40}, async (_, time) => source.submit({...solution, time: work.time - 86_400 - time})));
	const codes = new Set(verdicts.map(verdict => verdict.accepted ? 'accepted' : verdict.code));
	t.false(codes.has('accepted'));
	t.true(codes.has('high_hash') || codes.has('time_too_old'));
	await time.sleeping(ms => ms === 2000);
	time.advance(2000);
	t.like(await refreshed, {height: 1});
});

test('a template that it is too early for is waited for as long as the node says, with nothing to mine', async t => {
	const network = testNetwork({max_time_drift: 20});
	const block = makeBlock({network, time: TEST_NOW + 15});
	const {node, next, time} = await openSource(t, {network});
	t.like(await next(), {height: 1});
	await node.submitBlock(block.bytes);
	t.is(await next(), undefined);
	const late = next();
	// The next block is at least at +16, and templates go no further than +10.
	t.is(await time.sleeping(ms => ms < 30_000), 6000);
	time.advance(6000);
	t.like(await late, {height: 2, time: TEST_NOW + 16});
});

test('where nothing retargets, paced work waits for a block time before each block', async t => {
	const network = testNetwork({block_time: 4});
	const {source, next, time} = await openSource(t, {network, options: {paced: true}});
	const halfway = 4000 * Math.LN2;
	t.is(await next(), undefined);
	const first = next();
	t.is(await time.sleeping(ms => ms !== 30_000), halfway);
	time.advance(halfway);
	const work = await first;
	t.like(work, {height: 1});

	t.like(await source.submit(await solve(work!)), {accepted: true});
	t.is(await next(), undefined);
	const second = next();
	await time.sleeping(ms => ms === halfway);
	time.advance(halfway);
	t.like(await second, {height: 2});
});

test('where the difficulty retargets, paced work is not held back', async t => {
	const network = testNetwork({block_time: 5, retarget_window: 20, max_time_drift: 10, coinbase_maturity: 3});
	const {next} = await openSource(t, {network, options: {paced: true}});
	t.like(await next(), {height: 1});
});

test('a node that goes away is tried again with growing waits, and told about', async t => {
	let isAway = false;
	const troubles: Array<string | undefined> = [];
	const lost = async (): Promise<never> => {
		throw new ApiError('node_unreachable');
	};

	const {next, time, node, source} = await openSource(t, {
		door: node => ({
			events: options => node.events(options),
			network: async () => node.network(),
			template: async address => isAway ? lost() : node.template(address),
			submitBlock: async bytes => isAway ? lost() : node.submitBlock(bytes),
		}),
		dependencies: {
			onTrouble(trouble) {
				troubles.push(trouble && `${trouble.error.code} ${trouble.retryMs}`);
			},
		},
	});
	const work = await next();
	isAway = true;
	const refreshed = next();
	await time.sleeping(ms => ms === 30_000);
	time.advance(30_000);
	const failWaiting = async (expectedMs: number) => {
		await time.sleeping(ms => ms === expectedMs);
		time.advance(expectedMs);
	};

	await failWaiting(1125);
	await time.sleeping(ms => ms === 2250);
	// A block that is found meanwhile is not lost.
	const verdict = source.submit(await solve(work!));
	await time.sleeping(ms => ms === 1125);
	isAway = false;
	time.advance(1125);
	t.like(await verdict, {accepted: true, block: {height: 1}});
	isAway = true;
	time.advance(1125);
	for (const ms of [4500, 9000, 9000]) {
		await failWaiting(ms);
	}

	await time.sleeping(ms => ms === 9000);
	isAway = false;
	time.advance(9000);
	const {hash} = await node.block('tip');
	t.like(await refreshed, {height: 2, previousHash: hash});
	// The stream of events was up all the time: the tip that it told of counted as a sign of life.
	t.deepEqual(troubles.filter(trouble => trouble !== undefined), [1125, 2250, 4500, 9000, 9000, 9000].map(ms => `node_unreachable ${ms}`));
	t.is(troubles.at(-1), undefined);
});

test('a stream of events that breaks off is taken up where it was', async t => {
	const resumed: Array<string | undefined> = [];
	let breakOff: (() => void) | undefined;
	const {next, time, node} = await openSource(t, {
		door: node => ({
			network: async () => node.network(),
			template: async address => node.template(address),
			submitBlock: async bytes => node.submitBlock(bytes),
			async * events(options) {
				resumed.push(options?.lastEventId);
				const cut = new AbortController();
				breakOff = () => {
					cut.abort();
				};

				options?.signal?.addEventListener('abort', breakOff);
				yield * node.events({...options, signal: cut.signal});
			},
		}),
	});
	await next();
	const second = next();
	await time.sleeping(ms => ms === 30_000);
	breakOff!();
	await time.sleeping(ms => ms === 1125);
	const block = makeBlock({network: devNetwork, payee: bob});
	await node.submitBlock(block.bytes);
	time.advance(1125);
	t.like(await second, {previousHash: block.hash});
	t.is(resumed.length, 2);
	t.is(resumed[0], undefined);
	t.regex(resumed[1]!, /^[\da-f]+-\d+$/v);
});

test('a stream that cannot be resumed has everything looked at anew', async t => {
	const {next, time, node} = await openSource(t, {
		door: node => ({
			network: async () => node.network(),
			template: async address => node.template(address),
			submitBlock: async bytes => node.submitBlock(bytes),
			// An id of another run: what it was about is not known here.
			events: options => node.events({...options, lastEventId: 'ffff-7'}),
		}),
	});
	const works = [await next(), await next()];
	t.true(works.every(work => work?.previousHash === devNetwork.genesis.hash));
	t.is(time.nowMs, TEST_NOW * 1000);
	t.like(await node.status(), {height: 0});
});

test('a wrong address is not tried again', async t => {
	const {works} = await openSource(t, {options: {address: asAddress('tui1nonsense')}});
	const error = await t.throwsAsync(works.next());
	t.true(hasCode(error, 'address_invalid', 'address_wrong_network'));
});

test('a reorganisation leads to work on the branch that won', async t => {
	const {next, node} = await openSource(t);
	await next();
	const ours = makeBlock({network: devNetwork, payee: bob, extra: 1});
	await node.submitBlock(ours.bytes);
	t.like(await next(), {previousHash: ours.hash});
	const theirs = makeChain(devNetwork, 2, () => ({extra: 2}));
	for (const {bytes} of theirs) {
		await node.submitBlock(bytes);
	}

	let work = await next();
	while (work?.previousHash !== theirs[1]!.hash) {
		work = await next();
	}

	t.like(work, {height: 3});
});

test('the end of the signal ends the work, also while it waits', async t => {
	const {works, next, controller, time} = await openSource(t);
	await next();
	const last = works.next();
	await time.sleeping(ms => ms === 30_000);
	controller.abort();
	t.deepEqual(await last, {done: true, value: undefined});
});

test('what is handed in are the bytes of a block: header, count, coinbase, transfers', async t => {
	const handedIn: Uint8Array[] = [];
	const {nextWork, source} = await openSource(t, {
		door: node => ({
			network: async () => node.network(),
			template: async address => node.template(address),
			events: options => node.events(options),
			async submitBlock(bytes) {
				handedIn.push(bytes);
				return node.submitBlock(bytes);
			},
		}),
	});
	const work = await nextWork();
	const solution = await solve(work);
	await source.submit(solution);
	const {header, coinbase, transfers} = decodeBlock(handedIn[0]!);
	t.like(header, {nonce: solution.nonce, time: solution.time, previousHash: genesisPoint(devNetwork).hash});
	t.deepEqual(Uint8Array.from(coinbase.extra.subarray(-solution.extranonce.length)), solution.extranonce);
	t.is(transfers.length, 0);
});
