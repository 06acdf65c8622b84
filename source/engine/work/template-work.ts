import type {Template} from '../../api/mining.js';
import {encodeBlock} from '../../protocol/block.js';
import {hexToBytes} from '../../protocol/bytes.js';
import {coinbaseOf, headerOf} from '../../api/work-header.js';
import type {Solution, Work} from '../../api/work.js';

/** A node's template as work for a solo miner. */
export const workOfTemplate = (template: Template, id: string): Work => ({
	id,
	version: template.version,
	previousHash: template.previous_hash,
	bits: Number.parseInt(template.bits, 16),
	time: template.time,
	minTime: template.min_time,
	maxTime: template.max_time,
	target: BigInt(`0x${template.target}`),
	coinbasePrefix: hexToBytes(template.coinbase.prefix),
	extranonceSize: template.coinbase.extranonce_size,
	coinbaseSuffix: hexToBytes(template.coinbase.suffix),
	merkleBranch: template.merkle_branch.map(sibling => hexToBytes(sibling)),
	height: template.height,
	difficulty: template.difficulty,
	single: true,
});

/** The bytes of the block that a solution makes of a template. */
export const blockOfSolution = (template: Template, work: Work, solution: Solution): Uint8Array => encodeBlock(
	headerOf(work, solution),
	coinbaseOf(work, solution.extranonce),
	template.transactions.map(({hex}) => ({bytes: hexToBytes(hex)})),
);
