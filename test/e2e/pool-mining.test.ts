import {writeFile} from 'node:fs/promises';
import test from 'ava';
import type {AddressObject} from '../../source/api/account.js';
import type {Payout, PoolBlock, PoolMiner, PoolStats} from '../../source/api/pool.js';
import {parseAmount} from '../../source/protocol/amount.js';
import {presets} from '../../source/protocol/presets.js';
import {Home} from '../harness/program.js';

/*
A pool and three of our own miners, for several rounds, on a network that retargets: a block takes a second or two of real work.
*/

const home = await Home.open('pooled');

const network = {
	...presets.dev, name: 'pooled', block_time: 2, retarget_window: 10, max_time_drift: 2, pow_limit_bits: '1e7fffff', coinbase_maturity: 2,
};

/** How many blocks have to be credited before anything is compared. */
const ROUNDS = 3;

test.after.always(async () => {
	await home.close();
});

test('three miners of 1, 2 and 3 processes are credited in proportion to their shares, exact in sum, and paid', async t => {
	t.timeout(180_000);
	const file = home.file('network.json');
	await writeFile(file, JSON.stringify(network));
	await home.json(['network', 'add', file, '--network', 'dev']);
	const pool = home.start(['pool', '--port', '0', '--no-passphrase', '--threshold', '1', '--json'], {timeoutMs: 170_000});
	const {url, stratum} = await pool.event<{url: string; stratum: string}>('ready');
	const ask = async <Answer>(path: string): Promise<Answer> => {
		const answer = await fetch(url + path);
		return await answer.json() as Answer;
	};

	const addresses: string[] = [];
	for (const name of ['one', 'two', 'three']) {
		const {address} = await home.json<{address: string}>(['wallet', 'new', name, '--no-passphrase']);
		addresses.push(address);
	}

	const miners = addresses.map((address, index) => home.start(['mine', '--pool', stratum, '--address', address, '--worker', `rig${index + 1}`, '--threads', String(index + 1), '--json'], {timeoutMs: 170_000}));
	for (const address of addresses) {
		await pool.event<{address: string; connected: boolean}>('worker', event => event.address === address && event.connected);
	}

	await pool.event<Payout>('payout', payout => payout.number === ROUNDS && payout.state === 'sent' && payout.height !== null);
	// A miner whose part of the first rounds was too small for a payout waits for the next.
	for (const address of addresses) {
		await pool.event<Payout>('payout', payout => payout.height !== null && payout.outputs.some(output => output.address === address));
	}

	const ends = await Promise.all(miners.map(async miner => miner.stop('SIGINT')));
	t.deepEqual(ends.map(({code, stderr}) => [code, stderr]), addresses.map(() => [0, '']));

	const blocks = await ask<PoolBlock[]>('/blocks?limit=100');
	t.true(blocks.filter(({state}) => state === 'credited').length >= ROUNDS);
	for (const {reward, work, credits} of blocks) {
		const whole = BigInt(work);
		t.is(credits.reduce((sum, {amount}) => sum + parseAmount(amount), 0n), parseAmount(reward));
		t.is(credits.reduce((sum, credit) => sum + BigInt(credit.work), 0n), whole);
		for (const credit of credits) {
			const off = (parseAmount(credit.amount) * whole) - (parseAmount(reward) * BigInt(credit.work));
			t.true(off < whole && off > -whole, 'nobody is a unit off');
		}
	}

	const stats = await ask<PoolStats>('/stats');
	t.is(stats.trouble, null);
	let counted = BigInt(stats.round.work);
	for (const {work} of blocks) {
		counted += BigInt(work);
	}

	let shown = 0n;
	for (const [index, address] of addresses.entries()) {
		const miner = await ask<PoolMiner>(`/miners/${address}`);
		const [worker] = miner.workers;
		t.true(worker!.accepted > 0);
		t.is(worker!.rejected, 0);
		// Every share that the miner was told is good was counted; of the last ones it may not have heard.
		const shares = ends[index]!.stdout.trimEnd().split('\n').map(line => JSON.parse(line) as {event: string}).filter(({event}) => event === 'share');
		t.true(shares.length > 0 && shares.length <= worker!.accepted);
		const inRounds = blocks.flatMap(({credits}) => credits).filter(credit => credit.address === address).reduce((sum, {work}) => sum + BigInt(work), 0n);
		shown += inRounds + BigInt(miner.round.work);

		// What the pool says has arrived or is in a block is what the chain says the miner has.
		const payouts = await ask<Payout[]>('/payouts?limit=100');
		const arrived = payouts.filter(({height}) => height !== null).flatMap(({outputs}) => outputs).filter(output => output.address === address).reduce((sum, {received}) => sum + parseAmount(received!), 0n);
		t.true(arrived > 0n);
		const {balance} = await home.json<AddressObject>(['balance', address]);
		t.is(parseAmount(balance), arrived);
	}

	t.is(shown, counted);
	const {code} = await pool.stop('SIGTERM');
	t.is(code, 0);
});
