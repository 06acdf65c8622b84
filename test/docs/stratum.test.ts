import {readFileSync} from 'node:fs';
import test from 'ava';
import {stratumErrors} from '../../source/api/stratum.js';

test('the documents have every refusal of Stratum, in the same words', t => {
	const text = readFileSync(new URL('../../docs/stratum.md', import.meta.url), 'utf8');
	const rows = [...text.matchAll(/^\| (?<code>2\d) \| (?<meaning>.+) \|$/gmv)].map(({groups}) => [groups!['code'], groups!['meaning']]);
	t.deepEqual(rows, Object.entries(stratumErrors));
});
