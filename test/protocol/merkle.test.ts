import test from 'ava';
import fc from 'fast-check';
import {bytesToHex, concatBytes} from '../../source/protocol/bytes.js';
import {hashFromBytes, hashToBytes, parseHash, sha256d} from '../../source/protocol/hash.js';
import {merkleBranch, merkleRoot, rootOfBranch} from '../../source/protocol/merkle.js';
import {readVectors} from '../harness/vectors.js';

const anyLeaf = fc.uint8Array({minLength: 32, maxLength: 32});
const anyLeaves = fc.uniqueArray(anyLeaf, {minLength: 1, maxLength: 40, selector: leaf => bytesToHex(leaf)});

for (const {leaves, root} of readVectors('bytes.json').merkle) {
	test(`the root over ${leaves.length} leaves is that of the vectors`, t => {
		const result = merkleRoot(leaves.map(leaf => hashToBytes(parseHash(leaf))));
		t.is<string, string>(hashFromBytes(result.root), root);
		t.false(result.mutated);
	});
}

test('the root over a block of Bitcoin is the one in its header', t => {
	// Block 100,000, the example of Bitcoin's developer guide; hashes in shown order
	const leaves = [
		'8c14f0db3df150123e6f3dbbf30f8b955a8249b62ac1d1ff16284aefa3d06d87',
		'fff2525b8931402dd09222c50775608f75787bd2b87e56995a7bdd30f79702c4',
		'6359f0868171b1d194cbee1af2f16ea598ae8fad666d9b012c8ed2b79a236ec4',
		'e9a66845e05d5abc0ad04ec80f774a7e585c6e8db975962d069a522137b80c1d',
	];
	const {root} = merkleRoot(leaves.map(leaf => hashToBytes(parseHash(leaf))));
	t.is<string, string>(hashFromBytes(root), 'f3e94742aca4b5ef85488dc37c06c3282295ffec960994b2c0d5ac2a25a95766');
});

test('a lone leaf is its own root', t => {
	fc.assert(fc.property(anyLeaf, leaf => {
		t.deepEqual(merkleRoot([leaf]), {root: leaf, mutated: false});
		t.deepEqual(merkleBranch([leaf], 0), []);
	}));
});

test('an odd leaf out is paired with itself', t => {
	fc.assert(fc.property(anyLeaf, anyLeaf, anyLeaf, (a, b, c) => {
		const expected = sha256d(concatBytes(sha256d(concatBytes(a, b)), sha256d(concatBytes(c, c))));
		t.deepEqual(merkleRoot([a, b, c]).root, expected);
	}));
});

test('every leaf has a branch that leads to the root, and to no other', t => {
	fc.assert(fc.property(anyLeaves, anyLeaf, (leaves, stranger) => {
		const {root, mutated} = merkleRoot(leaves);
		t.false(mutated);
		for (const [index, leaf] of leaves.entries()) {
			const branch = merkleBranch(leaves, index);
			t.is(branch.length, Math.ceil(Math.log2(leaves.length)));
			t.deepEqual(rootOfBranch(leaf, branch, index), root);
			t.notDeepEqual(rootOfBranch(stranger, branch, index), root);
		}
	}));
});

test('leaves repeated at the end give the same root, and are told apart as mutated (CVE-2012-2459)', t => {
	// Where a level has an odd number of nodes, the leaves below the last of them may be repeated.
	const twins: ReadonlyArray<[leaves: number, repeated: number]> = [[3, 1], [5, 1], [5, 3], [6, 2], [7, 1], [9, 7], [10, 6], [12, 4]];
	for (const [count, repeated] of twins) {
		const leaves = Array.from({length: count}, (_, index) => sha256d(Uint8Array.of(index)));
		const twin = [...leaves, ...leavesThatRepeat(leaves, repeated)];
		t.deepEqual(merkleRoot(twin).root, merkleRoot(leaves).root, `${count} leaves and ${repeated} repeated`);
		t.false(merkleRoot(leaves).mutated);
		t.true(merkleRoot(twin).mutated, `${count} leaves and ${repeated} repeated`);
	}
});

test('two equal leaves that are not joined with each other are not mutated', t => {
	const [a, b] = [sha256d(Uint8Array.of(1)), sha256d(Uint8Array.of(2))];
	t.false(merkleRoot([a, b, b]).mutated);
	t.false(merkleRoot([a, b, b, a]).mutated);
	t.true(merkleRoot([a, a]).mutated);
});

/** Fills a list up as the tree itself does: level by level, the last node again. */
function leavesThatRepeat(leaves: readonly Uint8Array[], count: number): Uint8Array[] {
	const filled = [...leaves];
	for (let width = 1; filled.length < leaves.length + count; width *= 2) {
		if (Math.ceil(filled.length / width) % 2 === 1) {
			filled.push(...filled.slice(-width));
		}
	}

	return filled.slice(leaves.length);
}
