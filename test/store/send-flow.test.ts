import test from 'ava';
import {ApiError} from '../../source/api/api-error.js';
import {type SendDependencies, SendFlow} from '../../source/store/send-flow.js';
import {readDraft, suggestedFee} from '../../source/store/send-draft.js';
import {alice, entryOf, me, mySecond, prepared} from '../screens/wallet/examples.js';

const draft = {
	recipient: ' alice ', amount: '1.50', fee: '', memo: 'for the pizza', from: '',
};
const {transaction} = entryOf({id: 1, direction: 'sent', amount: '1.5', balance: '1', confirmations: 0, age: 0});

function startFlow(change: Partial<SendDependencies> = {}) {
	const asked: unknown[] = [];
	const sent: unknown[] = [];
	const flow = new SendFlow({
		isEncrypted: false,
		async resolve(text) {
			asked.push(text);
			return alice;
		},
		async prepare(request) {
			asked.push(request);
			return prepared;
		},
		async send(what, passphrase) {
			sent.push([what, passphrase]);
			return transaction;
		},
		clock: () => 0,
		...change,
	});
	return {flow, asked, sent};
}

const refuse = (error: ApiError) => async () => {
	throw error;
};

test('a payment is typed, looked at, and sent by one deliberate key', async t => {
	const {flow, asked, sent} = startFlow();
	await flow.check(draft);
	t.is(flow.state.step, 'review');
	t.deepEqual(asked, ['alice', {outputs: [{recipient: alice, amount: '1.5'}], fee: undefined, memo: 'for the pizza', from: undefined}]);
	t.deepEqual(sent, []);
	await flow.confirm();
	t.is(flow.state.step, 'sent');
	t.deepEqual(sent, [[prepared, undefined]]);
	await flow.confirm();
	t.is(sent.length, 1);
});

test('what is wrong is said beside its field, and nobody is asked', async t => {
	const {flow, asked} = startFlow();
	await flow.check({recipient: '', amount: '1,5', fee: '0', memo: 'é'.repeat(129), from: ''});
	t.is(flow.state.step, 'form');
	t.deepEqual(Object.keys(flow.state.errors), ['recipient', 'amount', 'fee', 'memo']);
	t.deepEqual(asked, []);
});

test('what the wallet refuses is said beside the field that it is about', async t => {
	const {flow} = startFlow({resolve: refuse(new ApiError('contact_not_found', 'nobody'))});
	await flow.check(draft);
	t.deepEqual([flow.state.step, flow.state.errors], ['form', {recipient: 'nobody'}]);
	const poor = startFlow({prepare: refuse(new ApiError('balance_too_low', 'too much'))}).flow;
	await poor.check(draft);
	t.deepEqual(poor.state.errors, {amount: 'too much'});
});

test('a payment comes from the address that was chosen; what takes several is said beside the amount', async t => {
	const {flow, asked} = startFlow();
	await flow.check({...draft, from: mySecond});
	t.like(asked.at(-1), {from: mySecond});
	const split = startFlow({prepare: refuse(new ApiError('split_needed', 'long', {addresses: [me, mySecond], needed: '70.1'}))}).flow;
	await split.check(draft);
	t.is(split.state.errors.amount, 'this takes 70.1, fee included, and no address alone has it: send it in 2 parts, from dev1qx0egj…fpxx35 and dev1qzyg3z…2kfrhe');
	const gone = startFlow({prepare: refuse(new ApiError('address_not_in_wallet', 'not yours'))}).flow;
	await gone.check({...draft, from: alice});
	t.deepEqual(gone.state.errors, {from: 'not yours'});
});

test('what was wrong with a field is not said any more once it is changed', async t => {
	const {flow} = startFlow();
	await flow.check({...draft, recipient: '', amount: ''});
	t.deepEqual(Object.keys(flow.state.errors), ['recipient', 'amount']);
	flow.edited('recipient');
	t.deepEqual(Object.keys(flow.state.errors), ['amount']);
	flow.edited('memo');
	t.deepEqual(Object.keys(flow.state.errors), ['amount']);
});

test('when the node refuses, the review is still there, and can be sent again', async t => {
	let isUp = false;
	const {flow} = startFlow({
		async send() {
			if (!isUp) {
				throw new ApiError('node_unreachable', 'No node answers.');
			}

			return transaction;
		},
	});
	await flow.check(draft);
	await flow.confirm();
	t.deepEqual([flow.state.step, flow.state.errors.general], ['review', 'not sent: No node answers.']);
	isUp = true;
	await flow.confirm();
	t.is(flow.state.step, 'sent');
});

test('three wrong passphrases end it, and nothing is sent', async t => {
	const {flow} = startFlow({isEncrypted: true, send: refuse(new ApiError('passphrase_wrong'))});
	await flow.check(draft);
	await flow.confirm();
	t.is(flow.state.step, 'passphrase');
	await flow.unlock('');
	t.is(flow.state.triesLeft, 3);
	await flow.unlock('wrong');
	t.deepEqual([flow.state.step, flow.state.errors.general], ['passphrase', 'this is not the passphrase; 2 more tries']);
	await flow.unlock('wrong');
	await flow.unlock('wrong');
	t.is(flow.state.step, 'given-up');
	await flow.unlock('right');
	t.is(flow.state.step, 'given-up');
	t.is(flow.state.sent, undefined);
});

test('who goes back while the node is asked stays in the form', async t => {
	let answer: () => void = () => undefined;
	const {flow} = startFlow({
		prepare: async () => new Promise(resolve => {
			answer = () => {
				resolve(prepared);
			};
		}),
	});
	const checking = flow.check(draft);
	await Promise.resolve();
	t.is(flow.state.step, 'checking');
	t.true(flow.back());
	await Promise.resolve();
	answer();
	await checking;
	t.is(flow.state.step, 'form');
	t.false(flow.back());
});

test('amounts are read as people type them', t => {
	const read = (amount: string) => {
		const result = readDraft({...draft, amount});
		return 'value' in result ? result.value.amount : result.errors.amount;
	};

	t.is(read(' 1.50 '), '1.5');
	t.is(read('MAX'), 'max');
	t.is(read('0.00'), 'more than 0');
	t.regex(read('1e5')!, /number of coins/v);
	t.regex(read('')!, /how much/v);
});

test('the suggested fee grows with the memo, and is unknown until the node has said one', t => {
	const fees = {minimum: 1, economy: 50, normal: 100, priority: 200};
	t.is(suggestedFee(undefined, ''), undefined);
	t.is(suggestedFee(fees, ''), '0.00014');
	t.is(suggestedFee(fees, 'for pizza'), '0.000149');
});
