import type {Figure, Row} from './benchmark.js';
import type {Result} from './result.js';
import type {Verdict} from './targets.js';

/** A number as long as it says something. */
export function formatNumber(value: number): string {
	if (Math.abs(value) >= 100) {
		return Math.round(value).toLocaleString('en');
	}

	return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}

const formatAmount = (value: number, unit: string): string => unit === 'x' ? `${formatNumber(value)}x` : `${formatNumber(value)} ${unit}`;

const textOf = (row: Row | Figure): string => 'rate' in row
	? `${row.name.padEnd(28)} ${Math.round(row.rate).toLocaleString('en').padStart(12)} ${row.unit}/s ${formatNumber(row.ratio).padStart(8)}x`
	: `${row.name.padEnd(28)} ${formatNumber(row.amount).padStart(12)} ${row.unit}`;

const verdictText = ({name, measured, unit, bound, target, isMet}: Verdict): string => `${isMet ? 'met   ' : 'MISSED'}  ${name}: ${formatAmount(measured, unit)}, should be ${bound} ${formatAmount(target, unit)}`;

/** What a person reads. @param options.isCheck - With the verdicts. */
export function textOfResult({benchmark, summary, rows, notes, verdicts, error, seconds}: Result, {isCheck}: {readonly isCheck: boolean}): string {
	return [
		`${benchmark}: ${summary}`,
		...rows.map(row => `${textOf(row)}${row.note === undefined ? '' : `   ${row.note}`}`),
		...notes,
		...(isCheck ? verdicts.map(verdict => verdictText(verdict)) : []),
		...(error === undefined ? [] : [`FAILED: ${error}`]),
		`(${seconds.toFixed(0)} s)`,
	].join('\n  ');
}

const cellOf = (row: Row | Figure): string => 'rate' in row ? `${formatNumber(row.rate)}/s, ${formatNumber(row.ratio)}x` : formatAmount(row.amount, row.unit);

const verdictCell = ({measured, unit, bound, target, isMet}: Verdict): string => `${isMet ? '' : '**missed:** '}${formatAmount(measured, unit)} (${bound} ${formatAmount(target, unit)})`;

type Line = {readonly key: string; readonly node: string; readonly cell: string};

/** A row for each key, a column for each Node.js. */
function table(heading: string, lines: readonly Line[], nodes: readonly string[]): string {
	const keys = [...new Set(lines.map(({key}) => key))];
	const rows = keys.map(key => [key, ...nodes.map(node => lines.find(line => line.key === key && line.node === node)?.cell ?? 'n/a')]);
	return [[heading, ...nodes.map(node => `Node ${node.replace(/^v/v, '')}`)], ['', ...nodes.map(() => '')].map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}

/** The tables of `readme.md`: what there is a target for, then everything. */
export function markdownOf(results: readonly Result[]): string {
	const nodes = [...new Set(results.map(({node}) => node))];
	const machines = [...new Set(results.map(({machine}) => machine))];
	const benchmarks = [...new Set(results.map(({benchmark}) => benchmark))];
	const targets = results.flatMap(({benchmark, node, verdicts}) => verdicts.map((verdict): Line => ({key: `\`${benchmark}\`: ${verdict.name}`, node, cell: verdictCell(verdict)})));
	return [
		`On ${machines.join('; ')}:`,
		table('', targets, nodes),
		...benchmarks.map(name => {
			const own = results.filter(({benchmark}) => benchmark === name);
			const lines = own.flatMap(({node, rows}) => rows.map((row): Line => ({key: row.name, node, cell: cellOf(row)})));
			const notes = own.flatMap(({node, notes, error}) => [...notes, ...(error === undefined ? [] : [`failed: ${error.split('\n', 1)[0]!}`])].map(note => `- Node ${node.replace(/^v/v, '')}: ${note}`));
			return [table(`\`${name}\``, lines, nodes), ...(notes.length > 0 ? [notes.join('\n')] : [])].join('\n\n');
		}),
	].join('\n\n');
}
