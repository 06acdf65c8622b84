import type {IncomingMessage} from 'node:http';
import test from 'ava';
import {ApiError} from '../../source/api/api-error.js';
import {routes} from '../../source/api/contract.js';
import {guardOperator, headersOf, isHostAllowed} from '../../source/server/guards.js';
import {openDoor} from './open-door.js';
import {ask, askJson} from './raw-request.js';

for (const host of ['127.0.0.1', '127.0.0.1:5000', '192.168.1.5:5000', '[::1]', '[fe80::1]:5000', 'localhost', 'LOCALHOST:5000', 'node.lan', 'Node.LAN:5000']) {
	test(`Host may be ${host}`, t => {
		t.true(isHostAllowed(host, ['node.lan']));
	});
}

for (const host of [undefined, '', 'evil.example', 'evil.example:5000', 'localhost.evil.example', '127.0.0.1.evil.example', 'evil@127.0.0.1', '127.0.0.1@evil.example', '[evil]', 'localhost:5000:80', 'localhost/']) {
	test(`Host may not be ${host ?? 'absent'}`, t => {
		t.false(isHostAllowed(host, ['node.lan']));
	});
}

test('P11: a page whose name points at this machine is refused', async t => {
	const {url} = await openDoor(t);
	const {status, json} = await askJson(`${url}/status`, {headers: {host: 'evil.example:5000'}});
	t.is(status, 403);
	t.is(json.error.code, 'host_not_allowed');
});

test('a configured name is answered', async t => {
	const {url} = await openDoor(t, {allowedHosts: ['node.lan']});
	const {status} = await ask(`${url}/status`, {headers: {host: 'node.lan:5000'}});
	t.is(status, 200);
});

test('P11: a page may read, but is granted nothing else', async t => {
	const {url} = await openDoor(t);
	const headers = {origin: 'https://evil.example'};
	const read = await ask(`${url}/status`, {headers});
	t.is(read.headers['access-control-allow-origin'], '*');
	t.is(read.headers['x-content-type-options'], 'nosniff');

	const preflight = await ask(`${url}/blocks`, {method: 'OPTIONS', headers: {...headers, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type'}});
	t.is(preflight.status, 405);
	t.deepEqual(Object.keys(preflight.headers).filter(name => name.startsWith('access-control')), []);

	// What a page may send without asking first: no content type of ours is among it.
	for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
		const post = await askJson(`${url}/transactions/new`, {method: 'POST', headers: {...headers, 'content-type': type}, body: '{"raw":"00"}'});
		t.is(post.status, 415);
		t.is(post.json.error.code, 'media_type');
		t.is(post.headers['access-control-allow-origin'], undefined);
	}
});

test('an operator\'s route answers this machine', async t => {
	const {url} = await openDoor(t);
	const {status} = await ask(`${url}/peers/unknown`, {method: 'DELETE'});
	t.is(status, 404);
});

test('an operator\'s route does not answer another machine', t => {
	const from = (remoteAddress: string) => () => {
		guardOperator(routes.removePeer, {socket: {remoteAddress}} as IncomingMessage);
	};

	t.notThrows(from('::ffff:127.0.0.1'));
	const error = t.throws(from('192.168.1.5'), {instanceOf: ApiError});
	t.is(error.code, 'loopback_only');
});

test('headers are the same for every method but CORS', t => {
	t.deepEqual(Object.keys(headersOf('GET')), ['x-content-type-options', 'access-control-allow-origin']);
	t.deepEqual(Object.keys(headersOf('POST')), ['x-content-type-options']);
});
