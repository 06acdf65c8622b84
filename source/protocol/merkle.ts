import {concatBytes, equalBytes} from './bytes.js';
import {sha256d} from './hash.js';

/** 32 raw bytes a leaf, in stored order. */
type Leaves = readonly Uint8Array[];

const parent = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256d(concatBytes(left, right));

const parentsOf = (level: Leaves): Uint8Array[] => Array.from({length: Math.ceil(level.length / 2)}, (_, pair) => {
	const left = level[pair * 2]!;
	return parent(left, level[(pair * 2) + 1] ?? left);
});

/**
Bitcoin's Merkle tree: an odd node out is paired with itself.

@returns The root, and whether the tree is *mutated*: some level ends in two equal nodes, which is what a list looks like whose last transactions were repeated to get a different block with the same root (CVE-2012-2459).
*/
export function merkleRoot(leaves: Leaves): {root: Uint8Array; mutated: boolean} {
	let level = leaves;
	let mutated = false;
	while (level.length > 1) {
		const lastPair = level.length - 2;
		mutated ||= level.length % 2 === 0 && equalBytes(level[lastPair]!, level[lastPair + 1]!);
		level = parentsOf(level);
	}

	return {root: level[0]!, mutated};
}

/** The siblings that lead from the leaf at `index` to the root, bottom-up. */
export function merkleBranch(leaves: Leaves, index: number): Uint8Array[] {
	const branch: Uint8Array[] = [];
	let level = leaves;
	for (let position = index; level.length > 1; position >>= 1) {
		branch.push(level[position ^ 1] ?? level[position]!);
		level = parentsOf(level);
	}

	return branch;
}

/** The root that a leaf at `index` and its branch lead to. */
export function rootOfBranch(leaf: Uint8Array, branch: Leaves, index: number): Uint8Array {
	let node = leaf;
	for (const [level, sibling] of branch.entries()) {
		node = (index >> level) & 1 ? parent(sibling, node) : parent(node, sibling);
	}

	return node;
}
