import test, {type ExecutionContext} from 'ava';
import {decodeTransfer, type Transfer} from '../../../../source/protocol/transfer.js';
import {TransferChecks, type TransferChecksOptions} from '../../../../source/engine/node/checks/transfer-checks.js';
import {makeTransfer} from '../../../harness/make-transfer.js';
import {devNetwork as network, mainNetwork} from '../../../harness/networks.js';

function openChecks(t: ExecutionContext, options: Partial<TransferChecksOptions> = {}): TransferChecks {
	const checks = new TransferChecks({genesis: network.genesis.hash, threads: 2, ...options});
	t.teardown(async () => checks.close());
	return checks;
}

const right = Array.from({length: 100}, (_, nonce) => makeTransfer({network, nonce}));

/** The last byte of a transfer is one of its signature. */
const forged = ({bytes}: Transfer): Transfer => decodeTransfer(bytes.with(-1, bytes.at(-1)! ^ 1));

const wrong: readonly Transfer[] = [
	forged(right[0]!),
	makeTransfer({network, nonce: 1, genesis: mainNetwork.genesis.hash}),
	makeTransfer({network, amount: 0n}),
	makeTransfer({network, amount: 2n ** 63n}),
	decodeTransfer(right[0]!.bytes.with(1, 4)),
];

test('what breaks no rule has passed, and nothing else', async t => {
	const checks = openChecks(t);
	const passed = await checks.passed([...right.slice(0, 50), ...wrong, ...right.slice(50)]);
	t.deepEqual([...passed], right.map(({id}) => id));
	t.is(checks.threads, 2);
});

test('of nothing nothing has passed, and no thread is started', async t => {
	const checks = openChecks(t);
	t.deepEqual(await checks.passed([]), new Set());
	t.is(checks.threads, 0);
});

test('each who asks at the same time hears of his own', async t => {
	const checks = openChecks(t);
	const answers = await Promise.all(right.map(async transfer => checks.passed([transfer])));
	t.deepEqual(answers.map(passed => [...passed]), right.map(({id}) => [id]));
});

test('a few transfers start one thread, not all', async t => {
	const checks = openChecks(t, {threads: 8});
	await checks.passed(right.slice(0, 10));
	t.is(checks.threads, 1);
});

test('without threads nothing has passed', async t => {
	const checks = openChecks(t, {threads: 0});
	t.deepEqual(await checks.passed(right), new Set());
});

test('a thread that dies is told of, and nobody waits for ever', async t => {
	const errors: unknown[] = [];
	// Without one a thread stumbles over the first transfer, which no rule foresees.
	const checks = openChecks(t, {
		onError(error) {
			errors.push(error);
		},
		genesis: undefined as never,
	});
	for (let ask = 0; ask < 5; ask++) {
		t.deepEqual(await checks.passed(right), new Set());
	}

	t.true(errors.length >= 3);
	t.is(checks.threads, 0);
});

test('closed in the middle, the rest has not passed', async t => {
	const checks = openChecks(t);
	const passing = checks.passed(right);
	await checks.close();
	const {size} = await passing;
	t.true(size < right.length);
	t.deepEqual(await checks.passed(right), new Set());
	t.is(checks.threads, 0);
});
