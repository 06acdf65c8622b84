import {readFileSync} from 'node:fs';
import test from 'ava';
import {routes} from '../../source/api/contract.js';
import {errorCodes} from '../../source/api/error-codes.js';
import {events as nodeEvents} from '../../source/api/event.js';

const document = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');

test('docs/api.md has every route of the contract, and no other', t => {
	const described = [...document.matchAll(/^\| `(?<route>(?:GET|POST|DELETE) \/\S*)`/gmv)].map(({groups}) => groups!['route']!);
	t.deepEqual(described.toSorted(), Object.values(routes).map(({method, path}) => `${method} ${path}`).toSorted());
	for (const {method, path, operator} of Object.values(routes)) {
		t.is(document.includes(`| \`${method} ${path}\` * |`), operator);
	}
});

test('docs/api.md has every error with its status, exit code and meaning, and no other', t => {
	const described = document.slice(document.indexOf('## Errors')).split('\n').filter(line => line.startsWith('| `'));
	t.deepEqual(described, Object.entries(errorCodes).map(([code, {status, exit, meaning}]) => `| \`${code}\` | ${status} | ${exit} | ${meaning} |`));
});

test('docs/api.md has every event', t => {
	const events = document.slice(document.indexOf('## Events'), document.indexOf('## Errors'));
	t.deepEqual([...events.matchAll(/^\| `(?<type>\w+)` \|/gmv)].map(({groups}) => groups!['type']), Object.keys(nodeEvents));
});
