import test from 'ava';
import fc from 'fast-check';
import {bytesToHex, concatBytes} from '../../../source/protocol/bytes.js';
import {hashFromBytes, sha256d} from '../../../source/protocol/hash.js';
import {decodeHeader} from '../../../source/protocol/header.js';
import {type SearchArea, SearchSpace} from '../../../source/engine/miner/search-space.js';
import {someWork} from './harness/some-work.js';

/** Everything there is in a space, up to a number of areas. */
function areasOf(space: SearchSpace, most: number): SearchArea[] {
	const areas: SearchArea[] = [];
	while (areas.length < most) {
		const area = space.next();
		if (!area) {
			break;
		}

		areas.push(area);
	}

	return areas;
}

test('no header is handed out twice', t => {
	fc.assert(fc.property(fc.integer({min: 0, max: 8}), fc.double({min: 0, max: 1, maxExcluded: true, noNaN: true}), (extranonceSize, start) => {
		const areas = areasOf(new SearchSpace(someWork({extranonceSize}), () => start), 600);
		t.is(new Set(areas.map(({header76}) => bytesToHex(header76))).size, areas.length);
		t.true(areas.every(({extranonce}) => extranonce.length === extranonceSize));
	}), {numRuns: 20});
});

test('time moves on only once every extranonce was used, and never past the last time allowed', t => {
	const work = someWork({extranonceSize: 1, maxTime: someWork().time + 2});
	const areas = areasOf(new SearchSpace(work, () => 0.5), 10_000);
	t.is(areas.length, 3 * 256);
	t.deepEqual(areas.map(({time}) => time - work.time), [0, 1, 2].flatMap(second => Array.from({length: 256}, () => second)));
	for (const second of [0, 1, 2]) {
		t.is(new Set(areas.filter(({time}) => time === work.time + second).map(({extranonce}) => extranonce[0])).size, 256);
	}
});

test('a work without room for an extranonce is one header a second', t => {
	const work = someWork({extranonceSize: 0, maxTime: someWork().time + 4});
	t.is(areasOf(new SearchSpace(work, () => 0.9), 100).length, 5);
});

test('the header commits to the coinbase with the extranonce in it', t => {
	const work = someWork();
	const {header76, extranonce, time} = new SearchSpace(work, () => 0.123).next()!;
	const header = decodeHeader(concatBytes(header76, Uint8Array.of(1, 0, 0, 0)));
	const leaf = sha256d(concatBytes(work.coinbasePrefix, extranonce, work.coinbaseSuffix));
	t.deepEqual(header, {
		version: work.version,
		previousHash: work.previousHash,
		merkleRoot: hashFromBytes(sha256d(concatBytes(leaf, work.merkleBranch[0]!))),
		time,
		bits: work.bits,
		nonce: 1,
	});
});

test('two miners begin at different places', t => {
	const work = someWork();
	t.notDeepEqual(new SearchSpace(work, () => 0.1).next()!.extranonce, new SearchSpace(work, () => 0.2).next()!.extranonce);
});
