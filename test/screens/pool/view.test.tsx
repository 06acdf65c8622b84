import process from 'node:process';
import test from 'ava';
import {Fields} from '../../../source/components/fields.js';
import {
	blockDetail, foldedFields, minerDetail, payoutDetail, workerDetail,
} from '../../../source/screens/pool/detail-fields.js';
import {findRows} from '../../../source/screens/pool/find.js';
import {type PoolList, poolLayout, poolLists} from '../../../source/screens/pool/layout.js';
import {PoolOffView} from '../../../source/screens/pool/off-view.js';
import {PoolView} from '../../../source/screens/pool/view.js';
import {namesOf} from '../../../source/components/names.js';
import {themes} from '../../../source/theme.js';
import {goldenFrames} from '../../harness/golden-frames.js';
import {
	alice, blocks, miners, NOW, payouts, running, stats, unknown, workers, you,
} from './fixture.js';

process.env['TZ'] = 'UTC';

const theme = themes.dark;
const names = namesOf({own: [you], watched: [], contacts: [{address: alice, name: 'Alice'}]});
const place = {selected: 1, top: 0};
const common = {
	running: {url: 'http://127.0.0.1:6000', stratum: '127.0.0.1:6000', lanStratum: [], address: you, isOpenToLan: false},
	state: running,
	rows: findRows(running, workers, '', names),
	filter: '',
	isLan: false,
	order: 'hashrate',
	symbol: 'CLB',
	places: Object.fromEntries(poolLists.map(list => [list, place])) as Record<PoolList, typeof place>,
	focus: 'workers',
	names,
	now: NOW,
	isAscii: false,
	theme,
} as const;

for (const focus of poolLists) {
	test(`a pool at work: ${focus}`, t => {
		goldenFrames(t, focus, size => <PoolView {...common} focus={focus} layout={poolLayout(size, focus)}/>);
	});
}

test('a pool that has just started knows nothing yet, and says so', t => {
	goldenFrames(t, 'unknown', size => <PoolView {...common} state={unknown} rows={findRows(unknown, [], '', names)} layout={poolLayout(size, 'workers')}/>);
});

test('a pool that nobody has come to yet, open to the LAN', t => {
	const state = {
		...unknown, rates: [0, 0, 0], stats: {
			...stats, workers: 0, miners: 0, hashrate: 0, round: {work: '0', miners: 0, effort: 0}, blocks: {candidate: 0, refused: 0, immature: 0, credited: 0, stale: 0}, owed: '0', pending: '0', paid: '0', payouts: 0,
		},
	};
	goldenFrames(t, 'empty', size => <PoolView {...common} running={{...common.running, lanStratum: ['192.168.100.200:6000'], isOpenToLan: true}} isLan state={state} rows={findRows(state, [], '', names)} layout={poolLayout(size, 'workers')}/>);
});

test('a pool that is held up says why, in characters that every terminal has', t => {
	const trouble = 'nothing listens at http://127.0.0.1:5000';
	goldenFrames(t, 'trouble', size => <PoolView {...common} isAscii state={{...running, stats: {...stats, trouble: {code: 'node_unreachable', message: trouble}}}} layout={poolLayout(size, 'workers')}/>);
});

test('a filter leaves what has it in it, and says that it does', t => {
	const rows = findRows(running, workers, 'alice', names);
	t.true(rows.workers.length > 0 && rows.workers.every(({address}) => address === alice));
	t.deepEqual(findRows(running, workers, blocks[0]!.hash.slice(0, 12).toUpperCase(), names).blocks, [blocks[0]!]);
	goldenFrames(t, 'filtered', size => <PoolView {...common} rows={rows} filter='alice' layout={poolLayout(size, 'workers')}/>);
	goldenFrames(t, 'filtered-nothing', size => <PoolView {...common} rows={findRows(running, workers, 'nobody', names)} filter='nobody' layout={poolLayout(size, 'workers')}/>);
});

test('a change of the LAN is said to count from the next start on, and a list that is not whole to be none', t => {
	goldenFrames(t, 'lan-later', size => <PoolView {...common} isLan focus='miners' state={{...running, hasMoreMiners: true}} layout={poolLayout(size, 'miners')}/>);
});

test('no pool: what one is, and the key that starts it', t => {
	goldenFrames(t, 'off', size => <PoolOffView phase='off' trouble={undefined} ranBefore={false} isLan={false} size={size} theme={theme}/>);
	goldenFrames(t, 'off-again', size => <PoolOffView phase='off' trouble='another pool runs on /home/you/.chain-tui/club/pool; stop it, or give this one a --data-dir of its own' ranBefore isLan size={size} theme={theme}/>);
	goldenFrames(t, 'starting', size => <PoolOffView phase='starting' trouble={undefined} ranBefore={false} isLan={false} size={size} theme={theme}/>);
});

test('everything about a worker, a block, a miner, a payout', t => {
	const options = {names, symbol: 'CLB', tip: 1284, now: NOW, theme};
	const details = {
		worker: workerDetail(workers[1]!, options), block: blockDetail(blocks[0]!, options), miner: minerDetail(miners[0]!, options), payout: payoutDetail(payouts[1]!, options),
	};
	for (const [name, {fields}] of Object.entries(details)) {
		goldenFrames(t, `detail-${name}`, ({columns}) => <Fields fields={foldedFields(fields, columns - 17)} width={columns - 4} labelWidth={12}/>);
	}

	t.is(payoutDetail(payouts[0]!, options).copied, undefined, 'what is not signed has no name yet');
});
