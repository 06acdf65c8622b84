import {once} from 'node:events';
import {createServer, request} from 'node:http';
import type {AddressInfo} from 'node:net';
import {setImmediate} from 'node:timers/promises';
import test from 'ava';
import {streamText} from '../../source/server/text-stream.js';
import {answerTo} from './raw-request.js';

test('a reader that stands still is waited for, and one that goes away ends it', async t => {
	let made = 0;
	let isEnded = false;
	async function * endless() {
		try {
			while (true) {
				made++;
				yield 'x'.repeat(100_000);
				await setImmediate();
			}
		} finally {
			isEnded = true;
		}
	}

	let writing: Promise<void> | undefined;
	const server = createServer((_incoming, outgoing) => {
		const gone = new AbortController();
		outgoing.once('close', () => {
			gone.abort();
		});
		writing = streamText('text/plain', endless()).write(outgoing, gone.signal);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => {
		server.close();
	});

	const outgoing = request(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {agent: false}).end();
	await answerTo(outgoing);
	for (let turn = 0; turn < 1000; turn++) {
		await setImmediate();
	}

	// What fits into the kernel, and no more.
	t.true(made < 300);
	outgoing.destroy();
	await t.throwsAsync(writing!, {name: 'AbortError'});
	t.true(isEnded);
});
