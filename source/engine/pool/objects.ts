import {formatAmount} from '../../protocol/amount.js';
import type {Address} from '../../protocol/brands.js';
import type {
	Payout, PoolBlock, PoolMiner, PoolWorker,
} from '../../api/pool.js';
import type {WorkerSnapshot} from './workers.js';
import {amountOf, receivedOf} from './payout-transfer.js';
import type {
	Credit, FoundBlock, PayoutRecord, PayoutVersion,
} from './records.js';

/*
The records of the books in the form in which they are told.
*/

const secondsOf = (ms: number): number => Math.floor(ms / 1000);

/** The ratio of two numbers of any size; exact enough to be looked at. */
export const ratioOf = (part: bigint, whole: bigint): number => whole === 0n ? 0 : Number(part * 1_000_000n / whole) / 1e6;

export const workerObject = ({address, worker, agent, connections, hashesPerSecond, difficulty, accepted, rejected, stale, bestDifficulty, blocks, since, lastSeen}: WorkerSnapshot): PoolWorker => ({
	address,
	worker,
	agent,
	connections,
	difficulty,
	hashrate: hashesPerSecond,
	accepted,
	rejected,
	stale,
	best: bestDifficulty,
	blocks,
	since: secondsOf(since),
	last_seen: secondsOf(lastSeen),
});

export const hashrateOf = (workers: readonly WorkerSnapshot[]): number => workers.reduce((sum, {hashesPerSecond}) => sum + hashesPerSecond, 0);

export function blockObject(block: FoundBlock): Omit<PoolBlock, 'credits'> {
	const {hash, height, time, state, code, reward, fee, finder, worker, scheme, difficulty, work} = block;
	return {
		hash,
		height,
		time: secondsOf(time),
		state,
		code: code ?? null,
		reward: formatAmount(reward),
		fee: formatAmount(fee),
		finder,
		worker,
		scheme,
		difficulty: Number(difficulty),
		work: work.toString(),
		effort: ratioOf(work, difficulty),
	};
}

export const creditObjects = (credits: readonly Credit[]): PoolBlock['credits'] => credits.map(({address, work, amount}) => ({address, work: work.toString(), amount: formatAmount(amount)}));

export function payoutObject(payout: PayoutRecord): Payout {
	const version = countingVersion(payout);
	const received = version && receivedOf(payout.outputs, version.fee);
	return {
		...headOf(payout),
		amount: formatAmount(amountOf(payout.outputs)),
		outputs: payout.outputs.map(({address, amount}) => ({
			address,
			amount: formatAmount(amount),
			received: received ? formatAmount(received.get(address)!) : null,
		})),
	};
}

/** A payout as one of those sees it who are in it. */
export function minerPayout(payout: PayoutRecord, address: Address): PoolMiner['payouts'][number] {
	const version = countingVersion(payout);
	const {amount} = payout.outputs.find(output => output.address === address)!;
	return {
		...headOf(payout),
		amount: formatAmount(amount),
		received: version ? formatAmount(receivedOf(payout.outputs, version.fee).get(address)!) : null,
	};
}

function headOf(payout: PayoutRecord): Omit<Payout, 'amount' | 'outputs'> {
	const {number, state, time, nonce, included} = payout;
	const version = countingVersion(payout);
	return {
		number,
		state,
		time: secondsOf(time),
		transaction: version?.id ?? null,
		nonce: nonce ?? null,
		fee: version ? formatAmount(version.fee) : null,
		height: included?.height ?? null,
	};
}

/** The version that is in a block, otherwise the newest. */
const countingVersion = ({versions, included}: PayoutRecord): PayoutVersion | undefined => versions.find(({id}) => id === included?.id) ?? versions.at(-1);
