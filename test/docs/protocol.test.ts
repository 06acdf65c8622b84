import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import test from 'ava';
import {presets} from '../../source/protocol/presets.js';
import {ruleCodes} from '../../source/protocol/rule-error.js';
import {readVectors} from '../harness/vectors.js';

const text = readFileSync(new URL('../../docs/protocol.md', import.meta.url), 'utf8');

const cellsOf = (line: string) => line.split('|').slice(1, -1).map(cell => cell.trim());

/** The rows of all tables with this head; the first cell, a name in code, without its backticks. */
function rowsUnder(head: string): Array<readonly [name: string, ...string[]]> {
	const tables = text.split('\n\n').map(part => part.trim().split('\n')).filter(([first]) => first === head);
	return tables.flatMap(lines => lines.slice(2)).map(line => {
		const [name, ...rest] = cellsOf(line);
		return [name!.replaceAll('`', ''), ...rest];
	});
}

test('the page lists every code of a refusal with its meaning, and no other', t => {
	t.deepEqual(rowsUnder('| code | meaning |'), Object.entries(ruleCodes));
});

test('the page lists every field of a network file with the values of the built-in networks', t => {
	const rows = rowsUnder('| field | `main` | `dev` | bounds |');
	const valuesIn = (column: 1 | 2) => Object.fromEntries(rows.map(row => [row[0], JSON.parse(row[column]!.replaceAll('`', '')) as unknown]));
	t.deepEqual(valuesIn(1), presets.main);
	t.deepEqual(valuesIn(2), presets.dev);
});

test('the page names the genesis of the built-in networks', t => {
	t.deepEqual(rowsUnder('| network | genesis hash |'), readVectors('genesis.json').slice(0, 2).map(({file, hash}) => [file.name, `\`${hash}\``]));
});

/** The bytes of a block of lines that each have hexadecimal digits and what they mean. */
const hexOf = (lines: string | undefined) => (lines ?? '').split('\n').map(line => /^[\da-f]+(?= |$)/v.exec(line)?.[0] ?? '').join('');

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

test('the worked example is that of the vectors, to the byte', t => {
	const [, dev] = readVectors('genesis.json');
	const {transfers: [transfer], coinbases: [coinbase], block} = readVectors('bytes.json');
	const example = text.slice(text.indexOf('## 16. ')).split('```').filter((_, index) => index % 2 === 1).map(part => part.trim());
	const [canonical, genesisHeader, unsigned, preimage, signature, coinbaseBytes, header] = example;
	t.is(canonical, dev!.canonical);
	t.is(hexOf(genesisHeader), dev!.header);
	t.is(hexOf(unsigned) + hexOf(signature), transfer!.hex);
	t.is(hexOf(coinbaseBytes), coinbase!.hex);
	t.is(`${hexOf(header)}02${coinbase!.hex}${transfer!.hex}`, block.hex);
	t.is(block.hex.length / 2, 308);

	const signed = sha256(sha256(Buffer.from(hexOf(preimage) + hexOf(unsigned), 'hex'))).toString('hex');
	for (const quoted of [dev!.hash, dev!.merkle_root, transfer!.id, coinbase!.id, block.hash, transfer!.sender, signed]) {
		t.true(text.includes(`\`${quoted}\``), `${quoted} is not on the page`);
	}
});
