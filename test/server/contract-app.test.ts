import {request} from 'node:http';
import {performance} from 'node:perf_hooks';
import test from 'ava';
import {routes} from '../../source/api/contract.js';
import type {Route} from '../../source/api/route.js';
import {openDoor} from './open-door.js';
import {
	answerTo, ask, askJson, converse, postJson,
} from './raw-request.js';

/** The fields that a refusal names. */
const fieldsOf = (details: Record<string, unknown> | undefined): string[] => (details!['issues'] as Array<{field: string}>).map(({field}) => field);

for (const path of ['/', '/nothing', '/status/', '/blocks/tip/x', '//status', '/%']) {
	test(`GET ${path} is not found`, async t => {
		const {url} = await openDoor(t);
		const {status, json} = await askJson(url + path);
		t.is(status, 404);
		t.is(json.error.code, 'not_found');
	});
}

for (const [method, path, allow] of [['DELETE', '/status', 'GET'], ['PUT', '/blocks', 'GET, POST'], ['GET', '/nodes/register', 'POST'], ['PATCH', '/peers/x', 'DELETE']] as const) {
	test(`${method} ${path} says which methods there are`, async t => {
		const {url} = await openDoor(t);
		const {status, headers, json} = await askJson(url + path, {method});
		t.is(status, 405);
		t.is(json.error.code, 'method_not_allowed');
		t.is(headers.allow, allow);
	});
}

for (const [path, field] of [
	['/blocks?limit=0', 'limit'],
	['/blocks?limit=101', 'limit'],
	['/blocks?limit=ten', 'limit'],
	['/blocks?limit=1&limit=2', 'limit'],
	['/blocks?before=-1', 'before'],
	['/blocks?color=red', 'color'],
	['/blocks/third', 'id'],
	['/transactions/xyz', 'id'],
	['/transactions?status=lost', 'status'],
	['/accounts?order=age', 'order'],
	['/mining/template', 'address'],
	['/status?__proto__=1', '__proto__'],
] as const) {
	test(`GET ${path} is refused for ${field}`, async t => {
		const {url} = await openDoor(t);
		const {status, json} = await askJson(url + path);
		t.is(status, 400);
		t.is(json.error.code, 'invalid_request');
		t.deepEqual(fieldsOf(json.error.details), [field]);
		t.true(json.error.message.includes(field));
	});
}

const fields = {
	public_key: '02'.repeat(33), nonce: 0, fee: '1', outputs: [{recipient: 'dev1qqqqqq', amount: '1'}], signature: '00'.repeat(64),
};

for (const [path, body, expected] of [
	['/transactions/new', {raw: 'xyz'}, ['raw']],
	['/transactions/new', {raw: '00', color: 'red'}, ['color']],
	['/transactions/new', {...fields, fee: '1.50'}, ['fee']],
	['/transactions/new', {...fields, outputs: [{recipient: 'dev1qqqqqq', amount: '-1'}], nonce: 1.5}, ['nonce', 'outputs.0.amount']],
	['/transactions/new', {...fields, sender: 'me'}, ['sender']],
	['/transactions/new', [], ['']],
	['/transactions/new', null, ['']],
	['/nodes/register', {}, ['nodes']],
	['/nodes/register', {nodes: []}, ['nodes']],
	['/nodes/register', {nodes: ['file:///etc/passwd']}, ['nodes.0']],
	['/nodes/register', {nodes: ['not a url']}, ['nodes.0']],
	['/nodes/register', {nodes: 'http://192.0.2.1:5000'}, ['nodes']],
] as const) {
	test(`POST ${path} ${JSON.stringify(body)} is refused for ${expected.join(' and ')}`, async t => {
		const {url} = await openDoor(t);
		const {status, json} = await postJson(url + path, body);
		t.is(status, 400);
		t.is(json.error.code, 'invalid_request');
		t.deepEqual(fieldsOf(json.error.details), [...expected]);
	});
}

for (const [name, body] of [['nothing', ''], ['half an object', '{'], ['a number with a leading zero', '{"raw":00}'], ['bytes that are no UTF-8', Uint8Array.of(0x22, 0xff, 0x22)]] as const) {
	test(`${name} is not JSON`, async t => {
		const {url, logged} = await openDoor(t);
		const {status, json} = await askJson(`${url}/transactions/new`, {method: 'POST', headers: {'content-type': 'application/json'}, body});
		t.is(status, 400);
		t.is(json.error.code, 'invalid_json');
		t.deepEqual(logged, []);
	});
}

const deep = '['.repeat(200_000) + ']'.repeat(200_000);

for (const [name, body] of [['lists', deep], ['lists in a field', `{"nodes":${deep}}`], ['lists in a list', `{"nodes":[${deep}]}`], ['objects', `${'{"nodes":'.repeat(50_000)}0${'}'.repeat(50_000)}`]] as const) {
	test(`P5: ${name} nested deeply are refused, and the node lives`, async t => {
		const {url, logged} = await openDoor(t);
		const {json} = await postJson(`${url}/nodes/register`, body);
		t.is(json.error.code, 'invalid_request');
		const {status} = await ask(`${url}/status`);
		t.is(status, 200);
		t.deepEqual(logged, []);
	});
}

for (const [path, headers] of [
	['/blocks', {'content-type': 'application/json'}],
	['/transactions/new', {'content-type': 'application/octet-stream'}],
	['/transactions/new', {}],
	['/transactions/new', {'content-type': 'application/json', 'content-encoding': 'gzip'}],
] as const) {
	test(`POST ${path} does not take ${JSON.stringify(headers)}`, async t => {
		const {url} = await openDoor(t);
		const {status, json} = await askJson(url + path, {method: 'POST', headers, body: '{}'});
		t.is(status, 415);
		t.is(json.error.code, 'media_type');
	});
}

test('a media type may have parameters', async t => {
	const {url} = await openDoor(t);
	const {json} = await askJson(`${url}/transactions/new`, {method: 'POST', headers: {'content-type': 'Application/JSON; charset=utf-8'}, body: '{}'});
	t.is(json.error.code, 'invalid_request');
});

for (const [path, type] of [['/blocks', 'application/octet-stream'], ['/transactions/new', 'application/json']] as const) {
	test(`P5: POST ${path} does not read a body that says it is too large`, async t => {
		const {url} = await openDoor(t);
		// Nothing of the 10 MB is ever sent.
		const outgoing = request(url + path, {method: 'POST', headers: {'content-type': type, 'content-length': '10000000'}, agent: false});
		outgoing.flushHeaders();
		const {statusCode} = await answerTo(outgoing);
		t.is(statusCode, 413);
		outgoing.destroy();
	});

	test(`P5: POST ${path} reads no further when a body turns out to be too large`, async t => {
		const {url} = await openDoor(t);
		const outgoing = request(url + path, {method: 'POST', headers: {'content-type': type}, agent: false});
		outgoing.write(' '.repeat(1_100_000));
		const {statusCode} = await answerTo(outgoing);
		t.is(statusCode, 413);
		outgoing.destroy();
	});
}

test('P5: who sends 10 MB whole gets the answer', async t => {
	const {url} = await openDoor(t);
	const {status, json} = await askJson(`${url}/blocks`, {method: 'POST', headers: {'content-type': 'application/octet-stream'}, body: new Uint8Array(10_000_000)});
	t.is(status, 413);
	t.is(json.error.code, 'body_too_large');
	t.deepEqual(json.error.details, {limit: 501_000});
});

test('an error that nobody expected is logged, and told to nobody', async t => {
	const {node, url, logged} = await openDoor(t);
	const bug = new TypeError('secret path /home/alice/.chain-tui');
	node.fees = async () => {
		throw bug;
	};

	const {status, json} = await askJson(`${url}/fees`);
	t.is(status, 500);
	t.deepEqual(json, {error: {code: 'internal', message: 'Something went wrong that should not have; the log says what.'}});
	t.deepEqual(logged, [bug]);
});

for (const path of ['/status', '/chain', '/events', '/docs']) {
	test(`HEAD ${path} answers as GET does, without a body`, async t => {
		const {url} = await openDoor(t);
		const {status, text} = await ask(url + path, {method: 'HEAD'});
		t.is(status, 200);
		t.is(text, '');
	});
}

for (const target of ['http://[', String.raw`/\evil`]) {
	test(`the target ${target} is refused in our words`, async t => {
		const {url} = await openDoor(t);
		const text = await converse(url, `GET ${target} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`);
		t.regex(text, /^HTTP\/1\.1 400 /v);
		t.regex(text, /"code":"invalid_request"/v);
	});
}

const needsParameters = new Set(['/mining/template', '/headers', '/blocks/raw']);

for (const route of (Object.values(routes) as Route[]).filter(({method, path}) => method === 'GET' && !path.includes(':') && !needsParameters.has(path))) {
	test(`GET ${route.path} answers as the contract says`, async t => {
		const {url} = await openDoor(t);
		const outgoing = request(url + route.path, {agent: false}).end();
		const {statusCode, headers} = await answerTo(outgoing);
		t.is(statusCode, route.status);
		t.true(headers['content-type']!.startsWith(route.responseType));
		outgoing.destroy();
	});
}

test('P5: a body with mistakes without number is refused as fast as any other', async t => {
	const {url} = await openDoor(t);
	const fields = Object.fromEntries(Array.from({length: 60_000}, (_, index) => [`k${index}`, 1]));
	const started = performance.now();
	const {status, json} = await postJson(`${url}/nodes/register`, fields);
	t.is(status, 400);
	t.is(json.error.code, 'invalid_request');
	t.is(fieldsOf(json.error.details).length, 20);
	// It took 17 s to compare every mistake with every other.
	t.true(performance.now() - started < 5000);
});
