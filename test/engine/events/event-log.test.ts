import test from 'ava';
import type {EventOf, events, NodeEvent} from '../../../source/api/event.js';
import {EventLog} from '../../../source/engine/events/event-log.js';
import {asHash} from '../../../source/protocol/brands.js';

const tip: EventOf<'tip'>['data'] = {hash: asHash('0'.repeat(64)), height: 7, time: 0, difficulty: 2, chainwork: '16'};
const openLog = (boot = 'boot') => new EventLog<typeof events>(boot, () => ({type: 'tip', data: tip}));

const appendMany = (log: EventLog<typeof events>, from: number, to: number) => {
	for (let count = from; count <= to; count++) {
		log.append('mempool', {count, bytes: 0});
	}
};

/** The next events of a stream, in short: the kind, or for the mempool its count. */
async function take(stream: AsyncIterator<NodeEvent>, count: number): Promise<Array<string | number>> {
	const taken: Array<string | number> = [];
	while (taken.length < count) {
		const {value, done} = await stream.next() as IteratorResult<NodeEvent, undefined>;
		if (done) {
			break;
		}

		taken.push(value.type === 'mempool' ? value.data.count : value.type);
	}

	return taken;
}

const follow = (log: EventLog<typeof events>, options?: Parameters<EventLog<typeof events>['follow']>[0]) => log.follow(options)[Symbol.asyncIterator]();

test('a stream begins with the tip, and goes on with what happens, in order', async t => {
	const log = openLog();
	appendMany(log, 1, 3);
	const stream = follow(log);
	t.deepEqual(await take(stream, 1), ['tip']);
	const rest = take(stream, 3);
	appendMany(log, 4, 6);
	t.deepEqual(await rest, [4, 5, 6]);
});

test('who gives back an id gets what came after it, and nothing twice', async t => {
	const log = openLog();
	const ids: string[] = [];
	const first = follow(log);
	await first.next();
	for (let count = 1; count <= 5; count++) {
		appendMany(log, count, count);
		const {value} = await first.next() as IteratorYieldResult<NodeEvent>;
		ids.push(value.id);
	}

	t.is(new Set(ids).size, 5);
	for (const [index, lastEventId] of ids.entries()) {
		const stream = follow(log, {lastEventId});
		const missed = Array.from({length: 4 - index}, (_, missing) => index + 2 + missing);
		t.deepEqual(await take(stream, 5 - index), ['tip', ...missed]);
	}
});

test('the tip that a stream begins with has the id to resume from', async t => {
	const log = openLog();
	appendMany(log, 1, 2);
	const stream = follow(log);
	const {value: begin} = await stream.next() as IteratorYieldResult<NodeEvent>;
	appendMany(log, 3, 4);
	t.deepEqual(await take(follow(log, {lastEventId: begin.id}), 3), ['tip', 3, 4]);
});

for (const lastEventId of ['other-1', 'boot-99', 'boot', 'boot--1', 'boot-1-1', 'boot-1e0', 'boot- 1', '', 'boot-999999999999999999']) {
	test(`an id that is none of ours gets a reset: ${JSON.stringify(lastEventId)}`, async t => {
		const log = openLog();
		appendMany(log, 1, 3);
		const stream = follow(log, {lastEventId});
		t.deepEqual(await take(stream, 2), ['tip', 'reset']);
		appendMany(log, 4, 4);
		t.deepEqual(await take(stream, 1), [4]);
	});
}

test('an event that is no longer kept cannot be resumed from', async t => {
	const log = openLog();
	appendMany(log, 1, 10_000);
	t.deepEqual(await take(follow(log, {lastEventId: 'boot-1'}), 2), ['tip', 'reset']);
	t.deepEqual(await take(follow(log, {lastEventId: 'boot-9998'}), 3), ['tip', 9999, 10_000]);
});

test('a follower that falls behind is reset once, and goes on from there; others miss nothing', async t => {
	const log = openLog();
	const slow = follow(log);
	const quick = follow(log);
	t.deepEqual(await take(slow, 1), ['tip']);
	t.deepEqual(await take(quick, 1), ['tip']);
	for (let round = 0; round < 10; round++) {
		appendMany(log, round * 1000 + 1, (round + 1) * 1000);
		const taken = await take(quick, 1000);
		t.is(taken[0], round * 1000 + 1);
		t.is(taken.at(-1), (round + 1) * 1000);
	}

	t.deepEqual(await take(slow, 1), ['reset']);
	appendMany(log, 10_001, 10_001);
	t.deepEqual(await take(slow, 1), [10_001]);
});

test('a thousand followers get every event', async t => {
	const log = openLog();
	const streams = Array.from({length: 1000}, () => follow(log));
	await Promise.all(streams.map(async stream => take(stream, 1)));
	const waiting = streams.map(async stream => take(stream, 3));
	appendMany(log, 1, 3);
	for (const taken of await Promise.all(waiting)) {
		t.deepEqual(taken, [1, 2, 3]);
	}
});

test('closing ends every stream, after it has told what there is', async t => {
	const log = openLog();
	const waiting = follow(log);
	const behind = follow(log);
	await take(waiting, 1);
	await take(behind, 1);
	const next = waiting.next();
	log.close();
	t.like(await next, {done: true});
	const late = follow(log);
	t.deepEqual(await take(late, 2), ['tip']);

	const other = openLog();
	const stream = follow(other);
	await take(stream, 1);
	appendMany(other, 1, 2);
	other.close();
	t.deepEqual(await take(stream, 5), [1, 2]);
});

test('a signal ends a stream, also one that waits or was never begun', async t => {
	const log = openLog();
	const controller = new AbortController();
	const stream = follow(log, {signal: controller.signal});
	await take(stream, 1);
	const next = stream.next();
	controller.abort();
	t.like(await next, {done: true});
	const late = follow(log, {signal: controller.signal});
	const told = await take(late, 2);
	t.true(told.length <= 1);
});

test('a stream that is left leaves nothing behind', async t => {
	const log = openLog();
	const {signal} = new AbortController();
	const left = log.follow({signal})[Symbol.asyncIterator]();
	t.deepEqual(await take(left, 1), ['tip']);
	await left.return!();

	appendMany(log, 1, 1);
	t.deepEqual(await take(follow(log), 1), ['tip']);
});
