import test from 'ava';
import {ApiError} from '../../../source/api/api-error.js';
import type {LedgerApi} from '../../../source/api/node-api.js';
import {formatAmount} from '../../../source/protocol/amount.js';
import {feeFor, MOST_SUGGESTED_RATE} from '../../../source/engine/wallet/fee.js';

const SIZE = 140;

/** A node that suggests so much. */
const suggesting = (rate: number) => ({
	fees: async () => ({
		minimum: 100, economy: 100, normal: rate, priority: rate,
	}),
}) as unknown as LedgerApi;

const most = BigInt(MOST_SUGGESTED_RATE * SIZE);

test('a suggestion is followed up to a hundred times the least fee, and not above', async t => {
	t.is(await feeFor({}, SIZE, {node: suggesting(100)}), 14_000n);
	t.is(await feeFor({}, SIZE, {node: suggesting(MOST_SUGGESTED_RATE)}), most);
	for (const rate of [MOST_SUGGESTED_RATE + 0.01, 1e9, 1e300]) {
		const error = await t.throwsAsync(async () => feeFor({}, SIZE, {node: suggesting(rate)}), {instanceOf: ApiError});
		t.is(error.code, 'fee_suggestion_too_high');
		t.is(error.details!['most'], formatAmount(most));
	}
});

test('who asks for a high fee pays it, whatever the node suggests', async t => {
	const node = suggesting(1e9);
	t.is(await feeFor({fee: '5'}, SIZE, {node}), 500_000_000n);
	t.is(await feeFor({feePerByte: 20_000}, SIZE, {node}), 2_800_000n);
});

test('what a node says of a pending transfer does not raise the fee of its replacement above that either', async t => {
	const node = suggesting(100);
	t.is(await feeFor({}, SIZE, {node, least: most}), most);
	await t.throwsAsync(async () => feeFor({}, SIZE, {node, least: most + 1n}), {code: 'fee_suggestion_too_high'});
});
