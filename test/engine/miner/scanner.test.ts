import test from 'ava';
import {HEADER_START_SIZE, EVERY_HASH} from '../../../source/engine/miner/kernels/kernel.js';
import {createKernel} from '../../../source/engine/miner/kernels/list.js';
import type {FromProcess, JobMessage} from '../../../source/engine/miner/process-message.js';
import {Scanner} from '../../../source/engine/miner/scanner.js';
import {NEVER} from './harness/some-work.js';

const header76 = new Uint8Array(HEADER_START_SIZE).fill(9);

const job = (changes: Partial<JobMessage>): JobMessage => ({
	type: 'job', id: 1, header76, target: NEVER, startNonce: 0, count: 2 ** 32, single: true, ...changes,
});

/** A scanner on the reference kernel, what it reported, and a promise of the first report that fits. */
async function createScanner() {
	const kernel = await createKernel('reference');
	const reports: FromProcess[] = [];
	const waiting = new Set<() => void>();
	const scanner = new Scanner(kernel, async message => {
		reports.push(message);
		for (const look of waiting) {
			look();
		}
	});
	const reported = async (isWanted: (message: FromProcess) => boolean): Promise<FromProcess> => new Promise(resolve => {
		const look = () => {
			const found = reports.find(message => isWanted(message));
			if (found) {
				waiting.delete(look);
				resolve(found);
			}
		};

		waiting.add(look);
		look();
	});
	return {kernel, reports, scanner, reported};
}

const hashesOf = (reports: readonly FromProcess[]): number => reports.reduce((sum, message) => sum + ('hashes' in message ? message.hashes : 0), 0);

test('every solution of a job is reported, in order, and then its end, with every hash counted', async t => {
	const {kernel, reports, scanner, reported} = await createScanner();
	const target = EVERY_HASH >> 8n;
	scanner.scan(job({target, startNonce: 2 ** 32 - 5000, count: 12_000, single: false}));
	await reported(({type}) => type === 'exhausted');
	kernel.prepare(header76, target);
	t.deepEqual(
		reports.flatMap(message => message.type === 'solution' ? [message.nonce] : []),
		kernel.scan(2 ** 32 - 5000, 12_000),
	);
	t.is(hashesOf(reports), 12_000);
});

test('the first solution ends a single job', async t => {
	const {kernel, reports, scanner, reported} = await createScanner();
	scanner.scan(job({id: 7, target: EVERY_HASH >> 3n}));
	await reported(({type}) => type === 'solution');
	kernel.prepare(header76, EVERY_HASH >> 3n);
	const [nonce] = kernel.scan(0, 1000);
	scanner.scan(job({id: 8, count: 100}));
	await reported(({type}) => type === 'exhausted');
	t.like(reports[0], {type: 'solution', job: 7, nonce});
	t.like(reports[1], {type: 'exhausted', job: 8, hashes: 100});
	t.is(reports.length, 2);
});

test('an easy job is not scanned far beyond its first solution', async t => {
	const {reports, scanner, reported} = await createScanner();
	scanner.scan(job({target: EVERY_HASH >> 1n}));
	await reported(({type}) => type === 'solution');
	t.true(hashesOf(reports) <= 64);
});

test('progress is reported about four times a second, not more often', async t => {
	const {reports, scanner, reported} = await createScanner();
	const startMs = performance.now();
	scanner.scan(job({}));
	await reported(() => reports.filter(({type}) => type === 'progress').length >= 4);
	// The first report may come at once, the others may not.
	t.true(performance.now() - startMs >= 3 * 240);
	scanner.rest();
});

test('a job that is replaced is not heard of again', async t => {
	const {reports, scanner, reported} = await createScanner();
	scanner.scan(job({id: 1}));
	await reported(({type}) => type === 'progress');
	scanner.scan(job({id: 2, target: EVERY_HASH}));
	await reported(({type}) => type === 'solution');
	t.deepEqual(reports.flatMap(message => 'job' in message ? [message.job] : []), [2]);
});

test('at rest there is nothing left to tell and nothing done', async t => {
	const {reports, scanner, reported} = await createScanner();
	scanner.scan(job({}));
	await reported(({type}) => type === 'progress');
	scanner.rest();
	const {length} = reports;
	await new Promise(resolve => {
		setImmediate(resolve);
	});
	scanner.rest();
	t.is(reports.length, length);
});

test('another kernel goes on where the one before was', async t => {
	const {kernel, reports, scanner, reported} = await createScanner();
	const target = EVERY_HASH >> 6n;
	scanner.scan(job({target, count: 20_000, single: false}));
	await reported(({type}) => type === 'solution');
	scanner.use(await createKernel('simd'));
	t.is(scanner.kernel, 'simd');
	await reported(({type}) => type === 'exhausted');
	kernel.prepare(header76, target);
	t.deepEqual(reports.flatMap(message => message.type === 'solution' ? [message.nonce] : []), kernel.scan(0, 20_000));
	t.is(hashesOf(reports), 20_000);
});

for (const name of ['simd', 'hybrid', 'pair'] as const) {
	test(`${name} loses none of thousands of shares`, async t => {
		const kernel = await createKernel('reference');
		const fast = await createKernel(name);
		const nonces: number[] = [];
		const target = EVERY_HASH >> 2n;
		const ended = new Promise<void>(resolve => {
			const scanner = new Scanner(fast, async message => {
				if (message.type === 'solution') {
					nonces.push(message.nonce);
				} else if (message.type === 'exhausted') {
					resolve();
				}
			});
			scanner.scan(job({target, startNonce: 2 ** 32 - 7777, count: 20_001, single: false}));
		});
		await ended;
		kernel.prepare(header76, target);
		t.deepEqual(nonces, kernel.scan(2 ** 32 - 7777, 20_001));
		t.true(nonces.length > 4000);
	});
}

test('shares that the parent does not take are not piled up', async t => {
	const kernel = await createKernel('reference');
	const taken: Array<() => void> = [];
	let solutions = 0;
	const scanner = new Scanner(kernel, async () => new Promise(resolve => {
		solutions++;
		taken.push(resolve);
	}));
	const turns = async (count: number) => {
		for (let turn = 0; turn < count; turn++) {
			await new Promise(resolve => {
				setImmediate(resolve);
			});
		}
	};

	scanner.scan(job({target: EVERY_HASH, single: false}));
	await turns(20);
	t.is(solutions, 16);
	for (const take of taken.splice(0)) {
		take();
	}

	await turns(20);
	t.is(solutions, 32);
	scanner.rest();
});
