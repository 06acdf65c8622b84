import {once} from 'node:events';
import {connect} from 'node:net';
import test from 'ava';
import got from 'got';
import {bob} from '../harness/keys.js';
import {testNetwork} from '../harness/networks.js';
import {openPoolDoor} from '../harness/stratum-door.js';
import {find, greet, submission} from '../harness/stratum-miner.js';
import {openWire} from '../harness/stratum-wire.js';

const network = testNetwork({pow_limit_bits: '1f00ffff'});

test('L6: HTTP and Stratum share the port, told apart by the first byte, even one at a time', async t => {
	const {port} = await openPoolDoor(t, network);
	const answer = await got(`http://127.0.0.1:${port}/stats`);
	t.is(answer.body, '/stats');
	const slow = connect(port, '127.0.0.1');
	t.teardown(() => {
		slow.destroy();
	});
	slow.write('G');
	const wire = await openWire(t, port);
	wire.write('{');
	wire.write('"id":1,"method":"mining.ping"}\n');
	t.like(await wire.next(), {result: 'pong'});
	slow.write('ET /later HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n');
	const [chunk] = await once(slow, 'data') as [Uint8Array];
	t.regex(Buffer.from(chunk).toString(), /200 OK/v);
});

test('L6: malformed lines are refused, the fifth is the end, and a giant line too', async t => {
	const {port} = await openPoolDoor(t, network);
	const wire = await openWire(t, port);
	wire.write('{nonsense\n'.repeat(4));
	for (let line = 0; line < 4; line++) {
		t.like(await wire.next(), {id: null, result: null});
	}

	t.is(await wire.resultOf('mining.ping'), 'pong');
	wire.write('{nonsense\n');
	await wire.closed();
	const giant = await openWire(t, port);
	giant.write(`{"id":1,"method":"${'x'.repeat(20_000)}`);
	await giant.closed();
	const {error} = await giant.next();
	t.is(error?.[0], 20);
});

test('L6: a thousand silent connections are closed, and a miner mines meanwhile', async t => {
	const {port, ledger, server} = await openPoolDoor(t, network, {limits: {firstByteMs: 3000, authorizeMs: 3000}});
	const silent = Array.from({length: 1000}, async (_, index) => {
		const socket = connect(port, '127.0.0.1');
		socket.on('error', () => undefined).resume();
		if (index % 2 === 0) {
			socket.write('{');
		}

		return new Promise<void>(resolve => {
			socket.once('close', () => {
				resolve();
			});
		});
	});
	const wire = await openWire(t, port);
	const greeted = await greet(wire, bob.address);
	t.true(await wire.resultOf('mining.submit', submission(bob.address, greeted, find(greeted))));
	await Promise.all(silent);
	t.is(ledger.shares.length, 1);
	t.is(await wire.resultOf('mining.ping'), 'pong');
	// Their sockets are gone on both sides once a question has gone there and back.
	t.is(server.connections, 1);
});
