import type {Block} from '../block.js';
import type {Bits, Height, Timestamp} from '../brands.js';
import {formatAmount} from '../amount.js';
import {coinbaseTotal} from '../coinbase.js';
import type {Header} from '../header.js';
import type {Network} from '../network.js';
import {requiredBits} from '../retarget.js';
import {subsidyAt} from '../subsidy.js';
import {formatBits} from '../target.js';
import type {Rule} from './rule.js';

/*
Context: what can be said once the ancestors are known.
*/

type Ancestor = {readonly time: Timestamp; readonly bits: Bits};

type HeaderSubject = {
	readonly header: Header;
	readonly parent: Ancestor;
	/** `undefined` when the parent is genesis. */
	readonly grandparent: Ancestor | undefined;
	readonly network: Network;
};

export const headerContext: ReadonlyArray<Rule<HeaderSubject>> = [
	{
		code: 'bits_wrong',
		check({header, parent, grandparent, network}) {
			const expected = requiredBits(network, parent, grandparent);
			return header.bits === expected ? undefined : {expected: formatBits(expected), got: formatBits(header.bits)};
		},
	},
	{
		code: 'time_too_old',
		check: ({header, parent}) => header.time > parent.time ? undefined : {time: header.time, parent_time: parent.time},
	},
];

type ClockSubject = {
	readonly header: Header;
	readonly network: Network;
	/** The node's clock. */
	readonly now: Timestamp;
};

/** Kept apart from {@link headerContext}, because it is the one rule whose verdict changes: too new is not yet, never invalid. */
export const headerClock: ReadonlyArray<Rule<ClockSubject>> = [
	{
		code: 'time_too_new',
		check: ({header, network, now}) => header.time <= now + network.maxTimeDrift ? undefined : {time: header.time, latest: now + network.maxTimeDrift},
	},
];

type BlockSubject = {readonly block: Block; readonly height: Height; readonly network: Network};

export const blockContext: ReadonlyArray<Rule<BlockSubject>> = [
	{
		code: 'coinbase_height',
		check: ({block, height}) => block.coinbase.height === height ? undefined : {expected: height, got: block.coinbase.height},
	},
	{
		code: 'coinbase_value',
		check({block, height, network}) {
			const expected = block.transfers.reduce((sum, {fee}) => sum + fee, subsidyAt(height, network));
			const got = coinbaseTotal(block.coinbase);
			return got === expected ? undefined : {expected: formatAmount(expected), got: formatAmount(got)};
		},
	},
];
