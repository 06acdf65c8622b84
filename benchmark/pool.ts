import {availableParallelism} from 'node:os';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {workOfNotify} from '../source/client/stratum-work.js';
import {checkShare} from '../source/engine/pool/check-share.js';
import {presets} from '../source/protocol/presets.js';
import {collectGarbage} from '../test/harness/heap.js';
import {testKey} from '../test/harness/keys.js';
import {Home} from '../test/harness/program.js';
import {find, type Greeted} from '../test/harness/stratum-miner.js';
import {
	type Benchmark, type Figure, quantile, type Row,
} from './benchmark.js';
import {addNetwork, usageOf} from './served-node.js';
import {LoadMiner} from './stratum-load.js';

const full = {
	clients: 1000, sharesPerSecond: 5000, seconds: 10, tips: 20,
};
const quick: typeof full = {
	clients: 20, sharesPerSecond: 200, seconds: 1, tips: 2,
};

/** A block takes 65,536 hashes, whatever happens: found in a moment, and never by chance. */
const network = {
	...presets.dev, name: 'load', pow_limit_bits: '1f00ffff',
};

/** A share takes four hashes. */
const PASSWORD = 'd=1e-9';

/** Connecting at once is another benchmark's business. */
const CONNECTING = 50;

/** Milliseconds between two bursts of shares. */
const BURST_MS = 5;
const LOOK_MS = 1000;

const CHECKS = 20_000;

async function connectAll(port: number, count: number): Promise<LoadMiner[]> {
	const miners: LoadMiner[] = [];
	while (miners.length < count) {
		const numbers = Array.from({length: Math.min(CONNECTING, count - miners.length)}, (_, index) => miners.length + index + 1);
		miners.push(...await Promise.all(numbers.map(async number => LoadMiner.open(port, `${testKey(number).address}.rig`, PASSWORD))));
	}

	return miners;
}

/** How many shares a core checks that has nothing else to do: header made, hashed, compared. */
function checkRate({extranonce1, difficulty, notify}: Greeted): number {
	const work = workOfNotify([...notify], {
		extranonce1, difficulty, extranonce2Size: 4, versionMask: 0,
	}, 'yardstick');
	const {extranonce2, time, nonce} = find({extranonce1, difficulty, notify});
	const submission = {extranonce2: Buffer.from(extranonce2, 'hex'), time: Number.parseInt(time, 16), nonce: Number.parseInt(nonce, 16)};
	const {user: before} = process.cpuUsage();
	for (let number = 0; number < CHECKS; number++) {
		checkShare(submission, {work, versionMask: 0, elapsed: 0});
	}

	return CHECKS / ((process.cpuUsage().user - before) / 1_000_000);
}

/** Hands in all shares that were prepared, as many a second as are wanted, from one miner after the other. @returns Seconds until the last was answered. */
async function handIn(miners: readonly LoadMiner[], shares: number, perSecond: number): Promise<number> {
	const startMs = performance.now();
	let sent = 0;
	while (sent < shares || miners.some(({open}) => open > 0)) {
		const due = Math.min(shares, Math.floor((performance.now() - startMs) / 1000 * perSecond));
		for (; sent < due; sent++) {
			miners[sent % miners.length]!.submit();
		}

		await delay(BURST_MS);
	}

	return (performance.now() - startMs) / 1000;
}

/** Has one miner find a block. @returns How many milliseconds after the block was handed in each miner had work on it. */
async function moveTip(miners: readonly LoadMiner[], finder: LoadMiner): Promise<number[]> {
	const submit = finder.prepareBlock();
	collectGarbage();
	const arrivals = miners.map(async miner => miner.news());
	const startMs = performance.now();
	submit();
	const arrivedMs = await Promise.all(arrivals);
	return arrivedMs.map(ms => ms - startMs);
}

async function measure(home: Home, {clients, sharesPerSecond, seconds, tips}: typeof full, note: (text: string) => void): Promise<ReadonlyArray<Row | Figure>> {
	await addNetwork(home, network);
	const pin = process.platform === 'linux' && availableParallelism() > 1;
	const pool = home.start(['pool', '--port', '0', '--no-passphrase', '--json'], {timeoutMs: 600_000, ...(pin && {core: 0})});
	const {url, stratum} = await pool.event<{url: string; stratum: string}>('ready');
	const miners = await connectAll(Number(stratum.split(':')[1]), clients);
	let looking: NodeJS.Timeout | undefined;
	try {
		let mostMegabytes = 0;
		const look = async () => {
			const {cpuSeconds, megabytes} = await usageOf(url);
			mostMegabytes = Math.max(mostMegabytes, megabytes);
			return cpuSeconds;
		};

		const shares = sharesPerSecond * seconds;
		for (const miner of miners) {
			miner.prepare(shares / clients);
			// The pool is still there for those who have theirs.
			await delay(0);
		}

		const checks = checkRate(miners[0]!.job);
		const before = await look();
		looking = setInterval(() => {
			void look();
		}, LOOK_MS);
		const elapsed = await handIn(miners, shares, sharesPerSecond);
		const cpuSeconds = await look() - before;
		const answers = miners.flatMap(({answerMs}) => answerMs);

		const arrivals: number[] = [];
		for (let number = 0; number < tips; number++) {
			arrivals.push(...await moveTip(miners, miners[number % clients]!));
		}

		clearInterval(looking);
		await look();
		const refusals = miners.flatMap(miner => miner.refusals);
		if (refusals.length > 0) {
			throw new Error(`${refusals.length} shares were refused, the first with ${JSON.stringify(refusals[0])}`);
		}

		note(`${clients} miners, ${(shares / elapsed).toFixed(0)} shares/s handed in for ${elapsed.toFixed(1)} s, none refused: ${(100 * cpuSeconds / elapsed).toFixed(0)} % of a core`);
		const rate = shares / cpuSeconds;
		return [
			{
				name: 'checks alone', rate: checks, unit: 'shares', ratio: 1,
			},
			{
				name: 'the pool, a core', rate, unit: 'shares', ratio: rate / checks, note: 'a second of its processor time',
			},
			{
				name: 'shares of a core', amount: rate, unit: 'shares/s', atLeast: full.sharesPerSecond,
			},
			{name: 'answer, median', amount: quantile(answers, 0.5), unit: 'ms'},
			{name: 'answer, 95 %', amount: quantile(answers, 0.95), unit: 'ms'},
			{
				name: 'new work, median', amount: quantile(arrivals, 0.5), unit: 'ms', limit: 50,
			},
			{
				name: 'new work, 95 %', amount: quantile(arrivals, 0.95), unit: 'ms', limit: 50, note: 'from the moment the block is handed in',
			},
			{
				name: 'memory, at most', amount: mostMegabytes, unit: 'MB', limit: 256,
			},
		];
	} finally {
		clearInterval(looking);
		for (const miner of miners) {
			miner.close();
		}

		await pool.stop();
	}
}

export const benchmark: Benchmark = {
	name: 'pool',
	summary: `shares a second of a pool and its node in one process, on one core, with ${full.clients} miners connected; the yardstick only checks shares`,
	async run({isQuick = false, note}) {
		const home = await Home.open(network.name);
		try {
			return await measure(home, isQuick ? quick : full, note);
		} finally {
			await home.close();
		}
	},
};
