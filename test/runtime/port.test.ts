import test from 'ava';
import {ApiError} from '../../source/api/api-error.js';
import {freePort} from '../../source/runtime/port.js';

/** Listens like a machine on which some ports are taken. */
function listenWith(taken: (port: number) => boolean) {
	const tried: number[] = [];
	return {tried, async listen(port: number) {
		tried.push(port);
		if (taken(port)) {
			throw new ApiError('port_in_use', `port ${port} is taken`);
		}

		return port;
	}};
}

test('a default port that is taken moves to the next that is free', async t => {
	const {listen, tried} = listenWith(port => port < 5003);
	t.is(await freePort({port: 5000, isDefault: true}, listen), 5003);
	t.deepEqual(tried, [5000, 5001, 5002, 5003]);
});

test('a port that was asked for does not move', async t => {
	const {listen, tried} = listenWith(() => true);
	await t.throwsAsync(freePort({port: 5000, isDefault: false}, listen), {code: 'port_in_use'});
	t.deepEqual(tried, [5000]);
});

test('the search for a port has an end', async t => {
	const {listen, tried} = listenWith(() => true);
	await t.throwsAsync(freePort({port: 5000, isDefault: true}, listen), {code: 'port_in_use'});
	t.is(tried.length, 101);
});

test('what else goes wrong ends it at once', async t => {
	const failure = new ApiError('internal', 'no network at all');
	await t.throwsAsync(freePort({port: 5000, isDefault: true}, async () => {
		throw failure;
	}), {is: failure});
});
