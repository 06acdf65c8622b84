import test from 'ava';
import {asHash} from '../../../../source/protocol/brands.js';
import {Claims} from '../../../../source/engine/node/peers/claims.js';
import type {SyncPeer} from '../../../../source/engine/node/peers/sync-peer.js';

const peerWith = (chainwork: number, hash = 'a') => ({
	claim: {hash: asHash(hash.repeat(64)), height: 1, chainwork: BigInt(chainwork)}, fault: () => undefined,
}) as unknown as SyncPeer & {claim: NonNullable<SyncPeer['claim']>};

test('who claims the most is followed, if it is more than we have', t => {
	const claims = new Claims(() => 0);
	const [few, many] = [peerWith(5), peerWith(9)];
	t.is(claims.best([few, many], 4n), many);
	t.is(claims.best([few, many], 9n), undefined);
	t.is(claims.best([], 0n), undefined);
});

test('who has claimed in vain comes after all others, whatever is claimed next', t => {
	const claims = new Claims(() => 0);
	const [honest, boaster] = [peerWith(5), peerWith(1000)];
	claims.failed(boaster, boaster.claim, {mayChange: false});
	t.is(claims.best([boaster], 0n), undefined, 'not with the same claim');
	boaster.claim = peerWith(2000, 'b').claim;
	t.is(claims.best([boaster, honest], 0n), honest);
	t.is(claims.best([boaster], 0n), boaster, 'once may be bad luck');
});

test('the more often in vain, the longer it is left alone, and once it was right all is forgiven', t => {
	let ms = 0;
	const claims = new Claims(() => ms);
	const boaster = peerWith(9);
	const waits = Array.from({length: 6}, () => claims.failed(boaster, boaster.claim, {mayChange: false}));
	t.deepEqual(waits, [5000, 10_000, 20_000, 40_000, 60_000, 60_000]);
	boaster.claim = peerWith(9, 'c').claim;
	ms = 59_999;
	t.is(claims.best([boaster], 0n), undefined);
	ms = 60_000;
	t.is(claims.best([boaster], 0n), boaster);
	claims.kept(boaster);
	t.is(claims.failed(boaster, boaster.claim, {mayChange: true}), 5000);
});

test('a claim that has to wait for the clock is nobody\'s failure', t => {
	let ms = 0;
	const claims = new Claims(() => ms);
	const early = peerWith(9);
	claims.wait(early, early.claim, 1000);
	t.is(claims.best([early], 0n), undefined);
	t.is(claims.waitFor(early, early.claim), 1000);
	ms = 999.5;
	t.is(claims.waitFor(early, early.claim), 0.5);
	t.is(claims.waitFor(early, peerWith(9, 'b').claim), 0);
	ms = 1000;
	t.is(claims.best([early], 0n), early);
});
