import test from 'ava';
import {
	addressOn, alice, bob, carol,
} from '../harness/keys.js';
import {mainNetwork, testNetwork} from '../harness/networks.js';
import {openPoolDoor} from '../harness/stratum-door.js';
import {
	aBlock, aShare, find, greet, headerBytes, type Notify, submission, tooHigh,
} from '../harness/stratum-miner.js';
import {type Line, openWire} from '../harness/stratum-wire.js';

/** Blocks of 65,536 hashes, so that shares have 8,192. */
const network = testNetwork({pow_limit_bits: '1f00ffff'});
const user = `${bob.address}.rig1`;

const turn = async () => new Promise<void>(resolve => {
	setImmediate(resolve);
});

const errorOf = ({result, error}: Line) => ({result, code: error?.[0], message: error?.[1]});

test('a client that follows the contract to the letter mines', async t => {
	const {port, ledger, event} = await openPoolDoor(t, network);
	const wire = await openWire(t, port);
	const {result, error} = await wire.ask('mining.subscribe', ['test/1.0']);
	t.is(error, null);
	const [subscriptions, extranonce1, size] = result as [string[][], string, number];
	t.deepEqual(subscriptions.map(([method]) => method), ['mining.set_difficulty', 'mining.notify']);
	t.is(typeof subscriptions[0]![1], 'string');
	t.regex(extranonce1, /^[\da-f]{8}$/v);
	t.is(size, 4);
	// Nothing precedes or follows the reply before there is somebody to work for.
	t.true(wire.isEmpty);

	t.deepEqual(await wire.ask('mining.authorize', [user, 'x']), {id: 2, result: true, error: null});
	const {worker} = await event('worker');
	t.is(worker.agent, 'test/1.0');
	const [difficulty] = await wire.told('mining.set_difficulty') as [number];
	const notify = await wire.told('mining.notify') as unknown as Notify;
	t.is(notify.length, 9);
	t.true(notify[8]);
	t.regex(notify[1], /^[\da-f]{64}$/v);
	t.true([notify[5], notify[6], notify[7]].every(word => /^[\da-f]{8}$/v.test(word)));
	t.true((notify[2] + notify[3]).length / 2 + 8 <= 255);

	const greeted = {extranonce1, difficulty, notify};
	const share = find(greeted);
	t.deepEqual(await wire.ask('mining.submit', submission(user, greeted, share)), {id: 3, result: true, error: null});
	t.is(ledger.shares.length, 1);
	const {address, worker: name, work, height, block, hash} = ledger.shares[0]!;
	t.like({address, name, height, block}, {address: bob.address, name: 'rig1', height: 1, block: undefined});
	t.is(BigInt(`0x${hash}`), share.hash);
	t.true(work > 8000n && work < 8400n);

	const found = find(greeted, {wanted: aBlock});
	t.true(await wire.resultOf('mining.submit', submission(user, greeted, found)));
	t.like(await event('block'), {accepted: true, best: true, height: 1, address: bob.address});
	const next = await wire.told('mining.notify');
	t.true(next[8]);
	t.not(next[0], notify[0]);
});

test('everything at once in one packet is answered in order, and so it is byte by byte', async t => {
	const {port} = await openPoolDoor(t, network);
	const text = [
		{id: 1, method: 'mining.configure', params: [['version-rolling', 'subscribe-extranonce'], {'version-rolling.mask': 'ffffffff', 'version-rolling.min-bit-count': 2}]},
		{id: 'two', method: 'mining.subscribe', params: []},
		{id: 3, method: 'mining.authorize', params: [user, 'x']},
		{id: null, method: 'mining.suggest_difficulty', params: [0.000_001]},
		{id: 3, method: 'mining.extranonce.subscribe', params: []},
	].map(message => `${JSON.stringify(message)}\r\n`).join('\n');
	const talk = async (pieces: readonly string[]) => {
		const wire = await openWire(t, port);
		for (const piece of pieces) {
			wire.write(piece);
			await turn();
		}

		const lines: Line[] = [];
		do {
			lines.push(await wire.next());
		} while (lines.filter(({id, method}) => id === 3 && method === undefined).length < 2);

		const answers = lines.filter(({method}) => method === undefined);
		const [, extranonce1] = answers[1]!.result as [unknown, string];
		return JSON.parse(JSON.stringify(answers).replaceAll(extranonce1, '')) as Line[];
	};

	const whole = await talk([text]);
	t.deepEqual(whole.map(({id}) => id), [1, 'two', 3, 3]);
	t.deepEqual(whole[0]!.result, {'version-rolling': true, 'version-rolling.mask': '1fffe000', 'subscribe-extranonce': false});
	t.deepEqual(await talk([...text]), whole);
});

test('version rolling: bits within the mask count, others are refused', async t => {
	const {port} = await openPoolDoor(t, network);
	const wire = await openWire(t, port);
	const {result} = await wire.ask('mining.configure', [['version-rolling'], {'version-rolling.mask': '00ffe000'}]);
	t.deepEqual(result, {'version-rolling': true, 'version-rolling.mask': '00ffe000'});
	const greeted = await greet(wire, user);
	const rolled = find(greeted, {version: '20abe000'});
	t.true(await wire.resultOf('mining.submit', [...submission(user, greeted, rolled), '00abe000']));
	t.like(errorOf(await wire.ask('mining.submit', [...submission(user, greeted, rolled), '01abe000'])), {code: 20});
	const plain = await openWire(t, port);
	const other = await greet(plain, user);
	t.like(errorOf(await plain.ask('mining.submit', [...submission(user, other, find(other, {version: '20abe000'})), '00abe000'])), {code: 20});
});

test('asking twice gives the same extranonce again, and nobody else has it', async t => {
	const {port} = await openPoolDoor(t, network);
	const wire = await openWire(t, port);
	const first = await wire.ask('mining.subscribe');
	const second = await wire.ask('mining.subscribe', ['cpuminer/2.5.1', 'session']);
	t.deepEqual(second.result, first.result);
	const other = await openWire(t, port);
	const [, strangers] = await other.resultOf('mining.subscribe') as string[];
	t.not(strangers, (first.result as string[])[1]);
});

test('a nonce without its leading zeros and digits of either case are understood', async t => {
	const {port, ledger} = await openPoolDoor(t, network);
	const wire = await openWire(t, port);
	const greeted = await greet(wire, user);
	const {extranonce2, time, nonce} = find(greeted, {extranonce2: 'abcdef01'});
	t.true(await wire.resultOf('mining.submit', [user, greeted.notify[0], extranonce2.toUpperCase(), time.toUpperCase(), nonce.replace(/^0+/v, '')]));
	t.is(ledger.shares.length, 1);
});

test('L1: forged, duplicate, low, foreign and misplaced shares earn nothing, and each is told why', async t => {
	const {port, ledger, stratifier} = await openPoolDoor(t, network);
	const wire = await openWire(t, port);
	const submit = async (parameters: readonly unknown[]) => errorOf(await wire.ask('mining.submit', parameters));
	t.like(await submit([user, '1', '00000000', '00000000', '00000000']), {code: 25, result: null});
	await wire.ask('mining.subscribe');
	t.like(await submit([user, '1', '00000000', '00000000', '00000000']), {code: 24, result: null});

	const greeted = await greet(wire, user);
	const good = find(greeted, {extranonce2: 'abcdef00'});
	const other = await openWire(t, port);
	const foreign = await greet(other, user);
	const [, job, extranonce2, time, nonce] = submission(user, greeted, good) as [string, string, string, string, string];
	const wrong: ReadonlyArray<readonly [string, readonly unknown[], number]> = [
		['somebody else\'s name', [`${carol.address}.rig1`, job, extranonce2, time, nonce], 24],
		['a job that never was', [user, 'ffff', extranonce2, time, nonce], 21],
		['somebody else\'s job', [user, foreign.notify[0], extranonce2, time, nonce], 21],
		['a hash above the target', submission(user, greeted, find(greeted, {wanted: tooHigh})), 23],
		['another extranonce than was hashed', [user, job, 'abcdef01', time, nonce], 23],
		['a short extranonce2', [user, job, 'abcdef', time, nonce], 20],
		['a long extranonce2', [user, job, 'abcdef0000', time, nonce], 20],
		['a time before the tip\'s', [user, job, extranonce2, '00000001', nonce], 20],
		['a time that is not yet', [user, job, extranonce2, 'ffffffff', nonce], 20],
		['no digits', [user, job, extranonce2, time, 'nonce'], 20],
		['nine digits', [user, job, extranonce2, time, '0' + nonce], 20],
		['a number for a text', [user, job, extranonce2, time, Number.parseInt(nonce, 16)], 20],
		['too little', [user, job], 20],
		['nothing', [], 24],
	];
	for (const [name, parameters, code] of wrong) {
		t.like(await submit(parameters), {code, result: null}, `${name}`);
	}

	t.deepEqual(ledger.shares, []);
	t.true(await wire.resultOf('mining.submit', [user, job, extranonce2, time, nonce]));
	const again: readonly string[][] = [
		[user, job, extranonce2, time, nonce],
		[user, job, extranonce2.toUpperCase(), time, nonce],
		[user, job, extranonce2, time, nonce.replace(/^0+/v, '')],
		[user, job, extranonce2, time.toUpperCase(), nonce.toUpperCase()],
	];
	for (const parameters of again) {
		t.like(await submit(parameters), {code: 22, result: null});
	}

	t.is(ledger.shares.length, 1);
	t.like(stratifier.workers()[0]!, {accepted: 1, stale: 2, worker: 'rig1', connections: 2});
});

test('L1: two of the same in one packet count once', async t => {
	const {port, ledger} = await openPoolDoor(t, network);
	const wire = await openWire(t, port);
	const greeted = await greet(wire, user);
	const line = JSON.stringify({id: 4, method: 'mining.submit', params: submission(user, greeted, find(greeted))});
	wire.write(`${line}\n${line}\n`);
	const four = async () => {
		const {result, error} = await wire.take(({id}) => id === 4);
		return error?.[0] ?? result;
	};

	t.true(await four());
	t.is(await four(), 22);
	t.is(ledger.shares.length, 1);
});

test('L1: for a second after another tip the old job counts, but no more as a block; then it is stale', async t => {
	const {port, ledger, clock, node, event} = await openPoolDoor(t, network);
	const wire = await openWire(t, port);
	const greeted = await greet(wire, user);
	const other = await openWire(t, port);
	const rival = await greet(other, bob.address);
	await other.ask('mining.submit', submission(bob.address, rival, find(rival, {wanted: aBlock})));
	await event('block');
	await wire.told('mining.notify');
	const before = await node.status();

	clock.seconds += 1;
	const late = find(greeted, {wanted: aBlock});
	t.true(await wire.resultOf('mining.submit', submission(user, greeted, late)));
	t.is(ledger.shares.at(-1)!.block, undefined);
	t.is(ledger.candidates.length, 1);
	const after = await node.status();
	t.is(after.tip, before.tip);

	clock.seconds += 0.001;
	const stale = find(greeted);
	t.like(errorOf(await wire.ask('mining.submit', submission(user, greeted, stale))), {code: 21, message: 'stale: the chain has moved on'});
	t.is(ledger.shares.length, 2);
});

test('L3: whatever is handed in, the block pays the pool', async t => {
	const {port, node, event, ledger} = await openPoolDoor(t, network);
	const wire = await openWire(t, port);
	const greeted = await greet(wire, user);
	const block = find(greeted, {wanted: aBlock});
	// A coinbase of the miner's own, in whatever field it could be smuggled in, is hashed as an extranonce or not at all.
	t.like(errorOf(await wire.ask('mining.submit', [user, greeted.notify[0], `${block.extranonce2}${'ff'.repeat(60)}`, block.time, block.nonce])), {code: 20});
	await wire.ask('mining.submit', submission(user, greeted, block));
	await event('block');
	const {transactions} = await node.block('tip');
	t.deepEqual(transactions[0]!.outputs.map(({recipient}) => recipient), [alice.address]);
	t.not(transactions[0]!.outputs[0]!.recipient, bob.address);
	t.is(ledger.shares[0]!.block!.reward, 5_000_000_000n);
	t.is(ledger.shares[0]!.address, bob.address);
});

test('a name that is no address, or one of another network, is not let in, and told why', async t => {
	const {port} = await openPoolDoor(t, network);
	const wire = await openWire(t, port);
	await wire.ask('mining.subscribe');
	const refused = async (name: unknown) => errorOf(await wire.ask('mining.authorize', [name, 'x']));
	const foreign = await refused(`${addressOn(bob, mainNetwork)}.rig`);
	t.like(foreign, {result: false, code: 24});
	t.regex(String(foreign.message), /address of another network: it begins with tui1, here addresses begin with dev1/v);
	const noAddress = await refused('alice.w1');
	t.regex(String(noAddress.message), /not an address/v);
	const twoWords = await refused(`${bob.address}.two words`);
	t.regex(String(twoWords.message), /name of a worker/v);
	t.like(await refused(7), {result: false, code: 20});
	t.like(await refused(undefined), {result: false, code: 20});
	t.true(await wire.resultOf('mining.authorize', [bob.address.toUpperCase()]));
	await wire.told('mining.notify');
});

test('answers have the id of their question, and no question without an id is answered', async t => {
	const {port} = await openPoolDoor(t, network);
	const wire = await openWire(t, port);
	for (const id of [0, 7, -1, 'auth', '', String.raw`a"b\c`]) {
		wire.write({id, method: 'mining.ping', params: []});
		t.deepEqual(await wire.next(), {id, result: 'pong', error: null});
	}

	wire.write({id: null, method: 'mining.suggest_target', params: ['00000000ffff0000000000000000000000000000000000000000000000000000']});
	wire.write({method: 'mining.capabilities', params: [{}]});
	wire.write({id: 1, result: 'cpuminer/2.5.1', error: null});
	wire.write({id: 99, result: true});
	wire.write({id: 5, method: 'mining.ping'});
	t.deepEqual(await wire.next(), {id: 5, result: 'pong', error: null});
});

test('what is not done here is refused and disconnects nobody', async t => {
	const {port} = await openPoolDoor(t, network);
	const wire = await openWire(t, port);
	for (const method of ['mining.get_transactions', 'mining.capabilities', 'mining.nonsense', 'toString', '__proto__']) {
		t.like(errorOf(await wire.ask(method, ['1'])), {result: null, code: 20}, `${method}`);
	}

	wire.write('[1,2]\n"text"\nnull\n{"id":{},"method":"mining.ping"}\n{"id":4,"method":5}\n');
	t.like(await wire.next(), {id: 4});
	t.is(await wire.resultOf('mining.ping'), 'pong');
});

test('a suggested difficulty is a start and a floor, but no share is harder than an eighth of a block', async t => {
	const {port} = await openPoolDoor(t, network);
	const wire = await openWire(t, port);
	const {difficulty} = await greet(wire, user);
	t.true(await wire.resultOf('mining.suggest_difficulty', [difficulty / 4]));
	const [easier] = await wire.told('mining.set_difficulty') as [number];
	t.true(Math.abs((easier / (difficulty / 4)) - 1) < 0.001);
	const {8: clean} = await wire.told('mining.notify');
	t.false(clean);
	t.true(await wire.resultOf('mining.suggest_difficulty', [1000]));
	t.deepEqual(await wire.told('mining.set_difficulty'), [difficulty]);
	await wire.told('mining.notify');
	t.is(await wire.codeOf('mining.suggest_difficulty', ['a lot']), 20);

	const other = await openWire(t, port);
	const easy = await greet(other, bob.address, 'x,d=0.000000001');
	t.is(easy.difficulty, 1e-9);
	t.true(await other.resultOf('mining.submit', submission(bob.address, easy, find(easy))));
});

test('a job keeps the difficulty that it was given out with', async t => {
	const {port, ledger} = await openPoolDoor(t, network);
	const wire = await openWire(t, port);
	const easy = await greet(wire, user, 'd=0.0000001');
	await wire.ask('mining.suggest_difficulty', [1]);
	const [difficulty] = await wire.told('mining.set_difficulty') as [number];
	const hard = {...easy, difficulty, notify: await wire.told('mining.notify') as unknown as Notify};
	const lucky = find(easy, {wanted: (hash, target) => aShare(hash, target) && hash > target / 2n});
	t.true(await wire.resultOf('mining.submit', submission(user, easy, lucky)));
	t.true(await wire.resultOf('mining.submit', submission(user, hard, find(hard))));
	t.true(ledger.shares[0]!.work < 500n);
	t.true(ledger.shares[1]!.work > 8000n);
});

test('a program that does not say its name is asked for it after its first share', async t => {
	const {port, stratifier} = await openPoolDoor(t, network);
	const wire = await openWire(t, port);
	await wire.ask('mining.subscribe');
	await wire.ask('mining.authorize', [user]);
	const [difficulty] = await wire.told('mining.set_difficulty') as [number];
	const {result} = await wire.ask('mining.subscribe');
	const greeted = {extranonce1: (result as string[])[1]!, difficulty, notify: await wire.told('mining.notify') as unknown as Notify};
	await wire.ask('mining.submit', submission(user, greeted, find(greeted)));
	const {id} = await wire.take(({method}) => method === 'client.get_version');
	wire.write({id, result: 'old\u001B[31mminer/1', error: null});
	await wire.ask('mining.ping');
	t.is(stratifier.workers()[0]!.agent, 'old[31mminer/1');
	stratifier.show('closing');
	t.deepEqual(await wire.told('client.show_message'), ['closing']);
});

test('workers are told by name, and those that have left', async t => {
	const {port, stratifier, event} = await openPoolDoor(t, network);
	const wire = await openWire(t, port);
	await greet(wire, user);
	t.like(await event('worker'), {state: 'joined', worker: {address: bob.address, worker: 'rig1', connections: 1}});
	t.true(await wire.resultOf('mining.authorize', [`${bob.address}.rig2`]));
	await event('worker');
	wire.socket.destroy();
	t.like(await event('worker'), {state: 'left', worker: {connections: 0}});
	await event('worker');
	t.deepEqual(stratifier.workers().map(({worker, connections}) => ({worker, connections})), [{worker: 'rig1', connections: 0}, {worker: 'rig2', connections: 0}]);
});

test('the header of the contract is the one that is hashed', async t => {
	const {port, ledger} = await openPoolDoor(t, network);
	const wire = await openWire(t, port);
	const greeted = await greet(wire, user);
	const share = find(greeted);
	await wire.ask('mining.submit', submission(user, greeted, share));
	const header = headerBytes({notify: greeted.notify, extranonce1: greeted.extranonce1, ...share});
	t.is(header.length, 80);
	t.is(BigInt(`0x${ledger.shares[0]!.hash}`), share.hash);
});
