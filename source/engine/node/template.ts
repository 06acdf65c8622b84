import {formatAmount} from '../../protocol/amount.js';
import {merkleBranch} from '../../protocol/merkle.js';
import {
	COINBASE_TAG, splitCoinbase,
} from '../../protocol/coinbase.js';
import type {Account} from '../../protocol/brands.js';
import {bytesToHex, utf8ToBytes} from '../../protocol/bytes.js';
import {hashToBytes} from '../../protocol/hash.js';
import {HEADER_SIZE, HEADER_VERSION} from '../../protocol/header.js';
import type {Network} from '../../protocol/network.js';
import {requiredBits} from '../../protocol/retarget.js';
import {subsidyAt} from '../../protocol/subsidy.js';
import {formatBits, targetOfBits, workOfTarget} from '../../protocol/target.js';
import {ApiError} from '../../api/api-error.js';
import type {Template} from '../../api/mining.js';
import type {Entry} from './entry.js';
import type {Mempool} from './mempool.js';
import type {Pending} from './pending-account.js';
import {selectTransfers} from './select-transfers.js';

/** Extranonce bytes a template leaves room for: four for a pool to tell its jobs apart, four for its miners, four for the miner itself. */
export const EXTRANONCE_SIZE = 12;

/** More than any coinbase of ours, the count of transactions included. */
const COINBASE_RESERVE = 300;

/** The part of a template that is the same for everybody: worth keeping until tip or mempool change. */
export type TemplateBody = {
	readonly selected: readonly Pending[];
	readonly fees: bigint;
	readonly branch: string[];
	readonly transactions: Template['transactions'];
};

type Listed = {readonly leaf: Uint8Array; readonly transaction: Template['transactions'][number]};

/** How a transfer stands in every template, made once while it waits: most of a body is in the next one too. */
const listed = new WeakMap<Pending, Listed>();

function listedOf(pending: Pending): Listed {
	const known = listed.get(pending);
	if (known) {
		return known;
	}

	const {id, fee, bytes} = pending.transfer;
	const made = {leaf: new Uint8Array(hashToBytes(id)), transaction: {id, fee: formatAmount(fee), hex: bytesToHex(bytes)}};
	listed.set(pending, made);
	return made;
}

export function templateBody(mempool: Mempool, network: Network): TemplateBody {
	const selected = selectTransfers(mempool, network.maxBlockBytes - HEADER_SIZE - COINBASE_RESERVE);
	const lines = selected.map(pending => listedOf(pending));
	// The branch of the coinbase does not depend on it, so any bytes will do in its place.
	const leaves = [new Uint8Array(32), ...lines.map(({leaf}) => leaf)];
	return {
		selected,
		fees: selected.reduce((sum, {transfer}) => sum + transfer.fee, 0n),
		branch: merkleBranch(leaves, 0).map(hash => bytesToHex(hash)),
		transactions: lines.map(({transaction}) => transaction),
	};
}

/**
What it takes to make the next block.

@param payee - Who is paid.
@param now - The clock, in seconds.
@throws {ApiError} `too_early` when the block's time would be more than half the allowed drift ahead of the clock, where some nodes might refuse it.
*/
export function buildTemplate({network, tip, parentOfTip, body, payee, now}: {
	readonly network: Network;
	readonly tip: Entry;
	readonly parentOfTip: Entry | undefined;
	readonly body: TemplateBody;
	readonly payee: Account;
	readonly now: number;
}): Template {
	const minTime = tip.header.time + 1;
	const maxTime = now + Math.floor(network.maxTimeDrift / 2);
	if (minTime > maxTime) {
		throw new ApiError('too_early', 'the next block would be too far ahead of the clock', {retry_after_ms: (minTime - maxTime) * 1000});
	}

	const height = tip.height + 1;
	const bits = requiredBits(network, tip.header, parentOfTip?.header);
	const target = targetOfBits(bits);
	const subsidy = subsidyAt(height, network);
	const coinbase = splitCoinbase({
		height,
		extra: utf8ToBytes(COINBASE_TAG),
		outputs: [{account: payee, amount: subsidy + body.fees}],
	}, EXTRANONCE_SIZE);
	return {
		height,
		version: HEADER_VERSION,
		previous_hash: tip.hash,
		bits: formatBits(bits),
		target: target.toString(16).padStart(64, '0'),
		difficulty: Number(workOfTarget(target)),
		time: Math.max(now, minTime),
		min_time: minTime,
		max_time: maxTime,
		subsidy: formatAmount(subsidy),
		fees: formatAmount(body.fees),
		reward: formatAmount(subsidy + body.fees),
		coinbase: {prefix: bytesToHex(coinbase.prefix), extranonce_size: EXTRANONCE_SIZE, suffix: bytesToHex(coinbase.suffix)},
		merkle_branch: body.branch,
		transactions: body.transactions,
	};
}
