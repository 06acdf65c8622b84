import fc from 'fast-check';
import test from 'ava';
import {
	afterFault, BAN_AT, BAN_SECONDS, type Fault, faults, isBanned, penaltyAt, type Standing,
} from '../../../../source/engine/node/peers/fault.js';

const clean: Standing = {penalty: 0, penalty_at: 0, banned_until: null};

const anyFault = fc.constantFrom(...Object.keys(faults) as Fault[]);

test('faults add up to a ban, which expires', t => {
	let standing = clean;
	for (let count = 0; count < 4; count++) {
		standing = afterFault(standing, 'stalling', {now: 10, mayBan: true});
		t.false(isBanned(standing, 10));
	}

	standing = afterFault(standing, 'stalling', {now: 10, mayBan: true});
	t.deepEqual([isBanned(standing, 10), isBanned(standing, 9 + BAN_SECONDS), isBanned(standing, 10 + BAN_SECONDS)], [true, true, false]);
	t.is(penaltyAt(standing, 10), 0, 'whoever comes back begins anew');
});

test('a penalty is forgiven, one point a minute, and never below zero', t => {
	const standing = afterFault(clean, 'stalling', {now: 0, mayBan: true});
	t.deepEqual([0, 59, 60, 600, 1200, 100_000].map(now => penaltyAt(standing, now)), [20, 20, 19, 10, 0, 0]);
});

test('a clock that is set back neither forgives nor punishes', t => {
	const standing = afterFault(clean, 'nonsense', {now: 10_000, mayBan: true});
	t.is(penaltyAt(standing, 0), 34);
	const banned = afterFault(clean, 'invalid', {now: 1_000_000, mayBan: true});
	t.false(isBanned(banned, 0), 'no ban lasts longer than a ban');
});

test('whatever a peer does and whenever: who may not be banned is not, and who is stays so for its time', t => {
	fc.assert(fc.property(fc.array(fc.tuple(anyFault, fc.nat({max: 5000}))), fc.boolean(), (events, mayBan) => {
		let standing = clean;
		let now = 0;
		for (const [fault, wait] of events) {
			now += wait;
			const before = penaltyAt(standing, now);
			standing = afterFault(standing, fault, {now, mayBan});
			t.true(standing.penalty <= BAN_AT);
			const isOverTheTop = before + faults[fault].penalty >= BAN_AT;
			t.true(mayBan || standing.banned_until === null);
			t.true(!mayBan || !isOverTheTop || (isBanned(standing, now + BAN_SECONDS - 1) && !isBanned(standing, now + BAN_SECONDS)));
		}
	}));
});
