import test from 'ava';
import type {ApiError} from '../../../../source/api/api-error.js';
import type {SyncProgress} from '../../../../source/api/event.js';
import {alice} from '../../../harness/keys.js';
import {Simulator} from '../../../harness/simulator/simulator.js';

test('a node that is far behind gives no templates, and shows how far it is', async t => {
	const simulator = new Simulator();
	t.teardown(async () => simulator.close());
	const [ahead, behind] = await simulator.add(2);
	await ahead!.mine(60);
	const told: Array<{readonly progress: SyncProgress; readonly template: unknown}> = [];
	const following = (async () => {
		for await (const {type, data} of behind!.node.events({types: ['sync']})) {
			if (type === 'sync') {
				told.push({progress: data, template: await behind!.node.template(alice.address).then(() => 'given', (error: unknown) => (error as ApiError).code)});
				if (data.state === 'done') {
					return;
				}
			}
		}
	})();
	await simulator.link(behind!, ahead!);
	await simulator.agree();
	await following;
	t.like(told[0], {progress: {state: 'headers'}, template: 'catching_up'});
	t.like(told.at(-1), {progress: {state: 'done', height: 60, headers: 60, percent: 100}, template: 'given'});
	const {height, synced, headers} = await behind!.node.status();
	t.deepEqual({height, synced, headers}, {height: 60, synced: true, headers: 60});
	const {height: next} = await behind!.node.template(alice.address);
	t.is(next, 61);
});
