import {readFileSync} from 'node:fs';
import test from 'ava';
import {blockStates, payoutStates} from '../../source/api/pool.js';
import {poolRoutes} from '../../source/api/pool-contract.js';
import {poolEvents} from '../../source/api/pool-event.js';
import {schemeNames} from '../../source/engine/pool/schemes/list.js';

const document = readFileSync(new URL('../../docs/pool.md', import.meta.url), 'utf8');

const namesIn = (from: string, to: string): string[] => [...document.slice(document.indexOf(from), document.indexOf(to)).matchAll(/^\| `(?<name>\w+)` \|/gmv)].map(({groups}) => groups!['name']!);

test('docs/pool.md has every route of the contract, and no other', t => {
	const described = [...document.matchAll(/^\| `(?<route>GET \/\S*)`/gmv)].map(({groups}) => groups!['route']!);
	t.deepEqual(described.toSorted(), Object.values(poolRoutes).map(({method, path}) => `${method} ${path}`).toSorted());
});

test('docs/pool.md has every state of a block and of a payout, every event, and every scheme', t => {
	t.deepEqual(namesIn('| a block is', '## How it is paid'), [...blockStates]);
	t.deepEqual(namesIn('| a payout is', '## HTTP'), [...payoutStates]);
	t.deepEqual(namesIn('## Events', '`chain-tui pool --json`'), Object.keys(poolEvents));
	t.deepEqual([...document.matchAll(/^- \*\*`(?<name>\w+)`\*\*/gmv)].map(({groups}) => groups!['name']), schemeNames);
});
