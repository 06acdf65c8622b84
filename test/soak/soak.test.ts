import test from 'ava';
import {soak} from './soak.js';

const SECONDS = 20;

test('five nodes that are killed, parted and started again agree to the unit in the end', async t => {
	t.timeout(400_000);
	const notes: string[] = [];
	try {
		const found = await soak(SECONDS, note => {
			notes.push(note);
		});
		t.log(JSON.stringify(found));
		t.true(found.kills > 0);
		t.true(found.partitions > 0);
		t.true(found.payments > 0);
		t.true(found.height > 0);
	} catch (error) {
		t.log(notes.join('\n'));
		throw error;
	}
});
