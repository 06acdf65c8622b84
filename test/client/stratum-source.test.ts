import {once} from 'node:events';
import {createServer, type Server, type Socket, type AddressInfo} from 'node:net';
import test, {type ExecutionContext} from 'ava';
import type {Solution, Work} from '../../source/api/work.js';
import type {PoolNews} from '../../source/client/pool-news.js';
import {StratumSource, type StratumSourceOptions} from '../../source/client/stratum-source.js';
import {SearchSpace} from '../../source/engine/miner/search-space.js';
import {headerHash} from '../../source/protocol/header.js';
import {hashToNumber} from '../../source/protocol/hash.js';
import {concatBytes, viewOf} from '../../source/protocol/bytes.js';
import {refusal} from '../api/both-bodies.js';
import {bob} from '../harness/keys.js';
import {testNetwork} from '../harness/networks.js';
import {openPoolDoor} from '../harness/stratum-door.js';
import {StratumWire} from '../harness/stratum-wire.js';

const network = testNetwork({pow_limit_bits: '1f00ffff'});

/** A pool by script: whoever connects is a wire. */
async function openScript(t: ExecutionContext): Promise<{port: number; accept: () => Promise<StratumWire>; server: Server}> {
	const sockets: Socket[] = [];
	const waiting: Array<(wire: StratumWire) => void> = [];
	const ready: StratumWire[] = [];
	const server = createServer(socket => {
		sockets.push(socket);
		const wire = new StratumWire(socket);
		const next = waiting.shift();
		if (next) {
			next(wire);
		} else {
			ready.push(wire);
		}
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => {
		server.close();
		for (const socket of sockets) {
			socket.destroy();
		}
	});
	return {
		port: (server.address() as AddressInfo).port,
		server,
		accept: async () => ready.shift() ?? new Promise(resolve => {
			waiting.push(resolve);
		}),
	};
}

const notify = (jobId: string, {clean = true, previous = 'ab'.repeat(32)}: {clean?: boolean; previous?: string} = {}) => ({
	id: null,
	method: 'mining.notify',
	params: [jobId, previous, '02000000010000000000000000000000000000000000000000000000000000000000000000ffffffff13031027002f70726f62652f', 'ffffffff0100f2052a010000001976a914abababababababababababababababababababab88ac00000000', [], '20000000', '1d00ffff', '6b02c9f4', clean],
});

type Greeting = {readonly configure?: unknown; readonly size?: number; readonly difficulty?: number; readonly authorized?: unknown};

/** Answers a greeting as a pool does, up to the first job. */
async function welcome(wire: StratumWire, {configure, size = 4, difficulty = 1e-6, authorized = true}: Greeting = {}): Promise<void> {
	const {id} = await wire.take(({method}) => method === 'mining.configure');
	wire.write(configure === undefined ? {id, result: null, error: [20, 'unknown method', null]} : {id, result: configure, error: null});
	const subscribe = await wire.take(({method}) => method === 'mining.subscribe');
	wire.write({id: subscribe.id, result: [[['mining.notify', 's']], '0011', size], error: null});
	const authorize = await wire.take(({method}) => method === 'mining.authorize');
	wire.write({id: authorize.id, result: authorized, error: authorized === true ? null : [24, 'who is that', null]});
	wire.write({id: null, method: 'mining.set_difficulty', params: [difficulty]});
	wire.write(notify('a'));
}

type Following = {readonly source: StratumSource; readonly next: () => Promise<Work | undefined>; readonly news: PoolNews[]; readonly told: (kind: PoolNews['kind']) => Promise<PoolNews>; readonly stop: () => Promise<unknown>};

function follow(t: ExecutionContext, ports: readonly number[], options: Partial<StratumSourceOptions> = {}): Following {
	const news: PoolNews[] = [];
	const controller = new AbortController();
	let wake = (): void => undefined;
	const changed = async () => new Promise<void>(resolve => {
		wake = resolve;
	});
	const source = new StratumSource({
		pools: ports.map(port => ({host: '127.0.0.1', port})),
		user: `${bob.address}.attic`,
		agent: 'chain-tui/test',
		...options,
		timings: {configureMs: 1000, reconnectMs: [1, 5], ...options.timings},
	}, {
		random: () => 0.5,
		onNews(item) {
			news.push(item);
			wake();
		},
	});
	const works = source.work(controller.signal)[Symbol.asyncIterator]();
	t.teardown(() => {
		controller.abort();
	});
	// Nothing is dialled before somebody wants work.
	let first: Promise<IteratorResult<Work | undefined>> | undefined = works.next();
	first.catch(() => undefined);
	return {
		source,
		news,
		async next() {
			const coming = first ?? works.next();
			first = undefined;
			const {value, done} = await coming as {value: Work | undefined; done: boolean};
			return done ? undefined : value;
		},
		async told(kind) {
			for (;;) {
				const found = news.findIndex(item => item.kind === kind);
				if (found !== -1) {
					return news.splice(found, 1)[0]!;
				}

				await changed();
			}
		},
		async stop() {
			controller.abort();
			return works.next();
		},
	};
}

/** The first work that there is. */
async function work({next}: Following): Promise<Work> {
	for (;;) {
		const found = await next();
		if (found) {
			return found;
		}
	}
}

function solve(found: Work): Solution {
	const area = new SearchSpace(found, () => 0.3).next()!;
	const header = concatBytes(area.header76, new Uint8Array(4));
	const view = viewOf(header);
	for (let nonce = 0; ; nonce++) {
		view.setUint32(76, nonce, true);
		if (hashToNumber(headerHash(header)) <= found.target) {
			return {workId: found.id, extranonce: area.extranonce, time: area.time, nonce, version: area.version};
		}
	}
}

test('on our own pool its shares count, with the version rolling that is offered', async t => {
	const {port, ledger} = await openPoolDoor(t, network);
	const following = follow(t, [port]);
	const first = await work(following);
	t.is(first.height, 1);
	t.is(first.versionMask, 0x1fff_e000);
	const solution = {...solve(first)};
	t.like(await following.source.submit(solution), {accepted: true});
	t.like(await following.source.submit(solution), {accepted: false, code: 'duplicate'});
	t.is(ledger.shares.length, 1);
	t.like(ledger.shares[0]!, {address: bob.address, worker: 'attic'});
	t.like(await following.stop(), {done: true});
});

for (const size of [0, 1, 2, 8, 16]) {
	test(`an extranonce of ${size} bytes is what the pool wants`, async t => {
		const {port, accept} = await openScript(t);
		const following = follow(t, [port]);
		const wire = await accept();
		await welcome(wire, {size});
		const found = await work(following);
		t.is(found.extranonceSize, size);
		const submitting = following.source.submit(solve(found));
		const {id, params} = await wire.take(({method}) => method === 'mining.submit');
		t.is(params!.length, 5);
		t.is((params![2] as string).length, 2 * size);
		wire.write({id, result: true, error: null});
		t.like(await submitting, {accepted: true});
	});
}

test('rolled version bits are told where the pool takes them', async t => {
	const {port, accept} = await openScript(t);
	const following = follow(t, [port]);
	const wire = await accept();
	await welcome(wire, {size: 0, configure: {'version-rolling': true, 'version-rolling.mask': '00006000'}});
	const found = await work(following);
	const space = new SearchSpace(found, () => 0);
	const versions = [space.next()!, space.next()!, space.next()!, space.next()!].map(({version}) => version);
	t.deepEqual(new Set(versions), new Set([0x2000_0000, 0x2000_2000, 0x2000_4000, 0x2000_6000]));
	void following.source.submit({...solve(found), version: 0x2000_4000});
	const {params} = await wire.take(({method}) => method === 'mining.submit');
	t.is(params![5], '00004000');
});

test('difficulty and extranonce hold from the next job on', async t => {
	const {port, accept} = await openScript(t);
	const following = follow(t, [port]);
	const wire = await accept();
	await welcome(wire, {difficulty: 0.5});
	const before = await work(following);
	wire.write({id: null, method: 'mining.set_difficulty', params: [1.5]});
	wire.write({id: null, method: 'mining.set_extranonce', params: ['aabbcc', 2]});
	wire.write(notify('b', {clean: false}));
	const after = await work(following);
	t.is(before.target, (0xffffn << 208n) * 2n);
	t.is(after.target, (0xffffn << 209n) / 3n);
	t.is(after.extranonceSize, 2);
	t.is(after.coinbasePrefix.length, before.coinbasePrefix.length + 1);
});

test('a job that comes before the greeting is over is not lost', async t => {
	const {port, accept} = await openScript(t);
	const following = follow(t, [port]);
	const wire = await accept();
	wire.write({id: null, method: 'mining.set_difficulty', params: [2]});
	wire.write(notify('early'));
	const {id} = await wire.take(({method}) => method === 'mining.configure');
	wire.write({id, result: {'version-rolling': false}, error: null});
	const subscribe = await wire.take(({method}) => method === 'mining.subscribe');
	wire.write({id: subscribe.id, result: [[], '00', 4], error: null});
	const authorize = await wire.take(({method}) => method === 'mining.authorize');
	wire.write({id: authorize.id, result: true, error: null});
	const found = await work(following);
	t.is(found.target, (0xffffn << 208n) / 2n);
});

test('pings and questions are answered, messages shown without control characters, and unknown methods harmless', async t => {
	const {port, accept} = await openScript(t);
	const following = follow(t, [port]);
	const wire = await accept();
	await welcome(wire);
	await work(following);
	wire.write({id: 7, method: 'mining.nonsense', params: {}});
	wire.write({id: 8, method: 'mining.ping', params: []});
	wire.write({id: 9, method: 'client.get_version', params: []});
	wire.write({id: null, method: 'client.show_message', params: ['back\u001B[2J soon']});
	t.deepEqual(await wire.take(({id, method}) => id === 8 && method === undefined), {id: 8, result: 'pong', error: null});
	t.like(await wire.take(({id, method}) => id === 9 && method === undefined), {result: 'chain-tui/test'});
	t.like(await following.told('message'), {text: 'back [2J soon'});
});

test('refusals of every form are told by their code', async t => {
	const {port, accept} = await openScript(t);
	const following = follow(t, [port]);
	const wire = await accept();
	await welcome(wire);
	const found = await work(following);
	const solution = solve(found);
	const answered = async (answer: Record<string, unknown>) => {
		const submitting = following.source.submit(solution);
		const {id} = await wire.take(({method}) => method === 'mining.submit');
		wire.write({id, ...answer});
		return submitting;
	};

	t.like(await answered({result: null, error: [21, 'Stale', null]}), {accepted: false, code: 'stale', message: 'Stale'});
	t.like(await answered({result: false, error: [23, 'Low']}), {accepted: false, code: 'low_difficulty'});
	t.like(await answered({result: null, error: {code: 22, message: 'Again'}}), {accepted: false, code: 'duplicate', message: 'Again'});
	t.like(await answered({result: false, error: null}), {accepted: false, code: 'rejected'});
	t.like(await answered({result: null, error: 'no'}), {accepted: false, code: 'rejected', message: 'no'});
	t.like(await following.source.submit({...solution, workId: 'other'}), {accepted: false, code: 'stale'});
});

test('a pool that hangs up is called again, and there is nothing to mine until it answers', async t => {
	const {port, accept} = await openScript(t);
	const following = follow(t, [port]);
	const wire = await accept();
	await welcome(wire);
	const found = await work(following);
	const submitting = following.source.submit(solve(found));
	await wire.take(({method}) => method === 'mining.submit');
	wire.socket.destroy();
	t.like(await submitting, {accepted: false, code: 'stale'});
	t.is(await following.next(), undefined);
	await welcome(await accept());
	const again = await work(following);
	t.not(again.id, found.id);
	t.like(await following.source.submit(solve(found)), {accepted: false, code: 'stale'});
});

test('malformed lines are passed over, too many of them are the end, and so is a line without end', async t => {
	const {port, accept} = await openScript(t);
	const following = follow(t, [port]);
	const wire = await accept();
	await welcome(wire);
	await work(following);
	wire.write('garbage\n\n{"id":1\n[]\n{"id":null,"method":"mining.notify","params":["x"]}\n');
	wire.write(notify('b'));
	await work(following);
	wire.write('garbage\n'.repeat(20));
	await wire.closed();
	t.like(await following.told('lost'), {reason: 'it does not speak Stratum'});
	const second = await accept();
	await welcome(second);
	await work(following);
	second.write('{"id":null,"method":"mining.notify","params":["' + 'a'.repeat(300_000));
	await second.closed();
	t.like(await following.told('lost'), {reason: 'it sent a line without end'});
});

test('a pool that takes the connection and never answers, or never has work, is given up', async t => {
	const {port, accept} = await openScript(t);
	const following = follow(t, [port], {timings: {configureMs: 10, answerMs: 20, firstJobMs: 5000}});
	const running = following.next();
	await accept();
	t.like(await following.told('lost'), {reason: 'it does not answer mining.subscribe'});
	await following.stop();
	await running;
	const other = await openScript(t);
	const second = follow(t, [other.port], {timings: {configureMs: 10, firstJobMs: 50}});
	const waiting = second.next();
	await other.accept();
	t.like(await second.told('lost'), {reason: 'it gave no work'});
	await second.stop();
	await waiting;
});

test('a pool that falls silent is given up', async t => {
	const {port, accept} = await openScript(t);
	const following = follow(t, [port], {timings: {silenceMs: 1000}});
	const running = work(following);
	await welcome(await accept());
	await running;
	t.like(await following.told('lost'), {reason: 'nothing was heard of it for too long'});
});

test('when the first pool is away the next is mined on, and the first again when it is back', async t => {
	const first = await openScript(t);
	const second = await openScript(t);
	const following = follow(t, [first.port, second.port], {timings: {betterMs: 20}});
	const running = work(following);
	const lost = await first.accept();
	lost.socket.destroy();
	const backup = await second.accept();
	await welcome(backup);
	const found = await running;
	t.like(await following.told('connected'), {pool: {host: '127.0.0.1', port: second.port}});

	const back = await first.accept();
	await welcome(back);
	t.like(await following.told('connected'), {pool: {host: '127.0.0.1', port: first.port}});
	await backup.closed();
	const better = await work(following);
	t.not(better.id, found.id);
	void following.source.submit(solve(better));
	await back.take(({method}) => method === 'mining.submit');
	t.like(await following.source.submit(solve(found)), {accepted: false, code: 'stale'});
});

test('client.reconnect leads to another port of the same host, and nowhere else', async t => {
	const {port, accept} = await openScript(t);
	const other = await openScript(t);
	const following = follow(t, [port]);
	const wire = await accept();
	await welcome(wire);
	await work(following);
	wire.write({id: null, method: 'client.reconnect', params: ['evil.example', other.port, 0]});
	t.regex(JSON.stringify(await following.told('message')), /evil\.example.*we stay/v);
	wire.write({id: null, method: 'client.reconnect', params: ['', String(other.port), 0]});
	await wire.closed();
	await welcome(await other.accept());
	const found = await work(following);
	t.regex(found.id, /^\d+-1$/v);
});

test('a name that no pool takes is the end, with the pool\'s own reason', async t => {
	const {port, accept} = await openScript(t);
	const following = follow(t, [port]);
	const running = following.next();
	const checked = refusal(t, running, 'pool_refused');
	await welcome(await accept(), {authorized: false});
	const {message} = await checked;
	t.regex(message, /who is that/v);
});

test('our own pool says why it does not take an address of another network', async t => {
	const {port} = await openPoolDoor(t, network);
	const following = follow(t, [port], {user: 'tui1qw508d6qejxtdg4y5r3zarvary0c5xw7k0h4qtz.attic'});
	const {message} = await refusal(t, following.next(), 'pool_refused');
	t.regex(message, /ADDRESS/v);
});
