import test, {type ExecutionContext} from 'ava';
import {ApiError} from '../../../source/api/api-error.js';
import type {ErrorCode} from '../../../source/api/error-codes.js';
import {parseHash} from '../../../source/protocol/hash.js';
import {bob, carol} from '../../harness/keys.js';
import {openTestWallet} from './fixture.js';

async function fixture(t: ExecutionContext) {
	const opened = await openTestWallet(t, ['10']);
	const {wallet} = opened;
	const sent = await wallet.send(await wallet.prepareTransfer({outputs: [{recipient: bob.address, amount: '1'}]}));
	return {...opened, sent};
}

async function refusal(t: ExecutionContext, code: ErrorCode, action: Promise<unknown>): Promise<ApiError> {
	const error = await t.throwsAsync(action, {instanceOf: ApiError});
	t.is(error.code, code, error.message);
	return error;
}

test('waiting ends with the block that has the transfer', async t => {
	const {wallet, testNode, sent} = await fixture(t);
	const waiting = wallet.waitForConfirmation(sent.id);
	await testNode.mine({transfers: []});
	await testNode.mine();
	const confirmed = await waiting;
	t.like(confirmed, {id: sent.id, status: {confirmed: true, height: 2}});
	t.deepEqual(await wallet.waitForConfirmation(sent.id), confirmed, 'what is confirmed already does not wait');
});

test('waiting ends when time is up, and says that the transfer is still pending', async t => {
	const {wallet, sent} = await fixture(t);
	// Keeps the process alive: the timer of a time limit alone does not.
	const alive = setInterval(() => undefined, 1000);
	const error = await refusal(t, 'wait_timeout', wallet.waitForConfirmation(sent.id, {timeoutMs: 30}));
	clearInterval(alive);
	t.regex(error.message, /still pending/v);
});

test('waiting ends with the reason of its signal', async t => {
	const {wallet, sent} = await fixture(t);
	const controller = new AbortController();
	const waiting = wallet.waitForConfirmation(sent.id, {signal: controller.signal});
	controller.abort(new Error('Ctrl-C'));
	await t.throwsAsync(waiting, {message: 'Ctrl-C'});
	await t.throwsAsync(wallet.waitForConfirmation(sent.id, {signal: controller.signal}), {message: 'Ctrl-C'});
});

test('a transfer that is replaced while it is waited for says by which', async t => {
	const {wallet, sent, node} = await fixture(t);
	const waiting = refusal(t, 'transfer_replaced', wallet.waitForConfirmation(sent.id));
	await node.status();
	await new Promise(resolve => {
		setImmediate(resolve);
	});
	const replacement = await wallet.send(await wallet.prepareReplacement({id: sent.id}));
	const error = await waiting;
	t.deepEqual(error.details, {replaced_by: replacement.id});
});

test('a transfer whose nonce another one took in a block is replaced too', async t => {
	const {wallet, sent, testNode} = await fixture(t);
	const other = wallet.sign(await wallet.prepareReplacement({id: sent.id, outputs: [{recipient: carol.address, amount: '1'}]}));
	const waiting = refusal(t, 'transfer_replaced', wallet.waitForConfirmation(sent.id));
	await new Promise(resolve => {
		setImmediate(resolve);
	});
	await testNode.mine({transfers: [other]});
	await waiting;
});

test('waiting for a transaction that nobody knows fails at once, and when the node stops it ends', async t => {
	const {wallet, sent, node} = await fixture(t);
	await refusal(t, 'not_found', wallet.waitForConfirmation(parseHash('ab'.repeat(32))));
	const waiting = refusal(t, 'node_unreachable', wallet.waitForConfirmation(sent.id));
	await node.stop();
	await waiting;
});
