import {readFileSync} from 'node:fs';
import test from 'ava';
import {checkShare} from '../../../source/engine/pool/check-share.js';
import {stratumNotifications, stratumParameters} from '../../../source/api/stratum.js';
import {coinbaseOf, headerOf} from '../../../source/api/work-header.js';
import {workOfNotify} from '../../../source/client/stratum-work.js';
import {bytesToHex, hexToBytes} from '../../../source/protocol/bytes.js';
import {difficultyOfTarget, LEAST_DIFFICULTY} from '../../../source/protocol/difficulty.js';
import {hashToNumber, sha256d} from '../../../source/protocol/hash.js';
import {encodeHeader} from '../../../source/protocol/header.js';

/*
Submissions of real mining programs to a pool that is not ours.
*/

type Vector = {
	readonly miner: string;
	readonly coinbase: string;
	readonly extranonce1: string;
	readonly notify: readonly unknown[];
	readonly submit: readonly unknown[];
	readonly expect: {readonly coinbaseTxidRaw: string; readonly merkleRootRaw: string; readonly header: string; readonly hashDisplay: string; readonly shareDiffBdiff: number};
};

const vectors = JSON.parse(readFileSync(new URL('../../vectors/stratum.json', import.meta.url), 'utf8')) as Vector[];

test('there are twelve vectors', t => {
	t.is(vectors.length, 12);
});

for (const [index, {miner, coinbase, extranonce1, notify, submit, expect}] of vectors.entries()) {
	test(`${miner}, ${coinbase}, submission ${index + 1} gives its header, hash and difficulty`, t => {
		const job = stratumNotifications.notify.parse(notify);
		const work = workOfNotify(job, {
			extranonce1, extranonce2Size: 4, difficulty: LEAST_DIFFICULTY, versionMask: 0,
		}, 'work');
		const {2: extranonce2, 3: time, 4: nonce} = stratumParameters.submit.parse([...submit, null]);
		const {solution, hash} = checkShare({extranonce2: hexToBytes(extranonce2), time, nonce}, {work, versionMask: 0, elapsed: 0});
		t.is(bytesToHex(sha256d(coinbaseOf(work, solution.extranonce))), expect.coinbaseTxidRaw);
		const header = encodeHeader(headerOf(work, solution));
		t.is(bytesToHex(header), expect.header);
		t.is(bytesToHex(header.subarray(36, 68)), expect.merkleRootRaw);
		t.is(String(hash), expect.hashDisplay);
		t.true(Math.abs((difficultyOfTarget(hashToNumber(hash)) / expect.shareDiffBdiff) - 1) < 1e-12);
	});
}
