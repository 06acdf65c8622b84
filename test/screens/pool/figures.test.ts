import test from 'ava';
import {
	luckOf, meanRate, nextOrder, percent, sortedWorkers, workerOrders,
} from '../../../source/screens/pool/figures.js';
import {readPassphrase, readProtection} from '../../../source/screens/pool/start-form.js';
import {blocks, workers} from './fixture.js';

test('a mean is not known before its time has passed', t => {
	t.is(meanRate(Array.from({length: 59}, () => 10), 60), undefined);
	t.is(meanRate(Array.from({length: 60}, (_, index) => index % 2 === 0 ? 10 : 20), 60), 15);
	t.is(meanRate([...Array.from({length: 40}, () => null), ...Array.from({length: 20}, () => 10)], 60), undefined, 'most of it is not known');
});

test('luck is work that was expected over work that was done; refused blocks count for nothing', t => {
	t.is(luckOf([]), undefined);
	t.is(luckOf([{...blocks[0]!, effort: 0.5}]), 2);
	t.is(luckOf([{...blocks[0]!, effort: 0.5}, {...blocks[0]!, effort: 0.1, state: 'refused'}]), 2);
});

test('shares are said in percent, large ones without decimals', t => {
	t.deepEqual([0, 0.0041, 0.4567, 1, 23.456].map(share => percent(share)), ['0 %', '0.41 %', '45.7 %', '100 %', '2,346 %']);
	t.is(percent(undefined), undefined);
});

test('workers are sorted by each order, and the orders go round', t => {
	const first = (order: typeof workerOrders[number]) => sortedWorkers(workers, order)[0]!.worker;
	t.deepEqual(workerOrders.map(order => first(order)), ['bitaxe', 'bitaxe', 'bitaxe', 'laptop', '']);
	t.deepEqual(workerOrders.map(order => nextOrder(order)), [...workerOrders.slice(1), workerOrders[0]]);
});

test('a new wallet takes a passphrase typed twice, or none; a known one takes its own', t => {
	t.deepEqual(readProtection({passphrase: '', again: ''}), {protection: 'none'});
	t.deepEqual(readProtection({passphrase: 'a b', again: 'a b'}), {protection: {passphrase: 'a b'}});
	t.true('errors' in readProtection({passphrase: 'a', again: ''}));
	t.true('errors' in readProtection({passphrase: '', again: 'a'}));
	t.true('errors' in readPassphrase({passphrase: '', again: ''}));
	t.deepEqual(readPassphrase({passphrase: 'a', again: ''}), {protection: {passphrase: 'a'}});
});
