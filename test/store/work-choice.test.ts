import test from 'ava';
import {noSettings} from '../../source/store/program-state.js';
import {chosenWork, formerPools, rememberedWork, targetOf} from '../../source/store/work-choice.js';

const genesis = 'a'.repeat(64);
const pool = (port: number) => ({host: 'pool.example', port});

test('the last choice is remembered by network, and so are the pools of others, the latest first and each once', t => {
	t.is(chosenWork(noSettings, genesis), 'solo');
	let settings = noSettings;
	for (const choice of [pool(1), 'own', pool(2), {host: 'POOL.example', port: 1}] as const) {
		settings = {...settings, ...rememberedWork(settings, genesis, choice)};
	}

	t.deepEqual(chosenWork(settings, genesis), {host: 'POOL.example', port: 1});
	t.deepEqual(formerPools(settings, genesis), [{host: 'POOL.example', port: 1}, pool(2)]);
	t.is(chosenWork(settings, 'b'.repeat(64)), 'solo');
	for (let port = 10; port < 40; port++) {
		settings = {...settings, ...rememberedWork(settings, genesis, pool(port))};
	}

	t.is(formerPools(settings, genesis).length, 8);
	t.deepEqual(formerPools(settings, genesis)[0], pool(39));
});

test('nonsense that is remembered is not mined on', t => {
	const settings = {...noSettings, work: {[genesis]: {target: 'nonsense', pools: ['', 'pool.example:1', 'a b']}}};
	t.is(chosenWork(settings, genesis), 'solo');
	t.deepEqual(formerPools(settings, genesis), [pool(1)]);
});

test('the own pool is wherever it listens now', t => {
	t.deepEqual(targetOf('own', undefined), {kind: 'pool', isOwn: true, pool: undefined});
	t.like(targetOf('own', {url: '', stratum: '127.0.0.1:6001', lanStratum: [], address: 'x' as never, isOpenToLan: false}), {isOwn: true, pool: {host: '127.0.0.1', port: 6001}});
});
