import {createServer, type RequestListener} from 'node:http';
import type {AddressInfo} from 'node:net';
import {once} from 'node:events';
import test, {type ExecutionContext} from 'ava';
import {asHash} from '../../source/protocol/brands.js';
import {connectNode} from '../../source/client/node-client.js';
import {refusal} from '../api/both-bodies.js';
import {devNetwork, testNetwork} from '../harness/networks.js';
import {openDoor} from '../server/open-door.js';

/** A server that is no node of ours. @returns Its URL, and how many connections it has had. */
async function openStranger(t: ExecutionContext, listener: RequestListener): Promise<{url: string; connections: () => number}> {
	let connections = 0;
	const server = createServer(listener).on('connection', () => {
		connections++;
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => {
		server.close();
		server.closeAllConnections();
	});
	return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, connections: () => connections};
}

test('a node of another network is refused, and both networks are named', async t => {
	const {url} = await openDoor(t);
	const network = testNetwork({name: 'other'});
	const error = await refusal(t, connectNode(url, {network}), 'wrong_network');
	for (const word of ['dev', 'other', devNetwork.genesis.hash, network.genesis.hash, url]) {
		t.true(error.message.includes(word));
	}

	t.deepEqual(error.details, {
		url,
		expected: {network: 'other', genesis: network.genesis.hash},
		got: {network: 'dev', genesis: devNetwork.genesis.hash},
	});
});

test('where nothing listens, no node answers', async t => {
	const {url, server} = await openDoor(t);
	await server.close();
	const error = await refusal(t, connectNode(url, {network: devNetwork}), 'node_unreachable');
	t.true(error.message.includes(url));
	t.deepEqual(error.details, {url});
});

test('a host that does not exist is unreachable', async t => {
	const client = await connectNode('http://nobody.invalid:5000');
	const error = await refusal(t, client.status(), 'node_unreachable');
	t.true(error.message.includes('nobody.invalid'));
});

test('a node that does not answer in time is unreachable', async t => {
	const {url} = await openStranger(t, () => undefined);
	const client = await connectNode(url, {timeoutMs: 50});
	const error = await refusal(t, client.status(), 'node_unreachable');
	t.true(error.message.includes('took too long'));
});

for (const [what, status, headers, body] of [
	['a page', 200, {'content-type': 'text/html'}, '<html>'],
	['an error that is not ours', 404, {}, 'Not found'],
	['JSON of another shape', 200, {}, '{"height": -1}'],
	['a redirect', 302, {location: '/elsewhere'}, ''],
] as const) {
	test(`${what} is no answer of a node`, async t => {
		const paths: Array<string | undefined> = [];
		const {url} = await openStranger(t, (incoming, outgoing) => {
			paths.push(incoming.url);
			outgoing.writeHead(status, headers).end(body);
		});
		const client = await connectNode(url);
		const error = await refusal(t, client.status(), 'node_unreachable');
		t.true(error.message.includes(url));
		t.deepEqual(paths, ['/status'], 'nothing else was asked');
	});
}

test('an answer that is too long is not read to its end', async t => {
	const {url} = await openStranger(t, (_incoming, outgoing) => {
		outgoing.on('error', () => undefined);
		const write = () => {
			while (!outgoing.destroyed && outgoing.write(' '.repeat(10_000))) {
				// Until the client has enough.
			}
		};

		outgoing.on('drain', write);
		write();
	});
	const client = await connectNode(url, {maxResponseBytes: 100_000});
	const error = await refusal(t, client.blocks(), 'node_unreachable');
	t.true(error.message.includes('more than 100000 bytes'));
});

test('a code that this version does not know is internal, with the message', async t => {
	const {url} = await openStranger(t, (_incoming, outgoing) => {
		outgoing.writeHead(418).end(JSON.stringify({error: {code: 'teapot', message: 'short and stout'}}));
	});
	const client = await connectNode(url);
	const error = await refusal(t, client.status(), 'internal');
	t.is(error.message, 'short and stout');
});

test('what a node of a newer version tells besides is left out', async t => {
	const {url} = await openStranger(t, (_incoming, outgoing) => {
		outgoing.end(JSON.stringify({wanted: [], shoe_size: 46}));
	});
	const client = await connectNode(url);
	t.deepEqual(await client.offerTransactions([]), {wanted: []});
});

test('what is part of a path cannot leave it', async t => {
	const paths: Array<string | undefined> = [];
	const {url} = await openStranger(t, (incoming, outgoing) => {
		paths.push(incoming.url);
		outgoing.writeHead(404).end('{}');
	});
	const client = await connectNode(url);
	await refusal(t, client.removePeer('../status?a#b'), 'node_unreachable');
	await refusal(t, client.transaction(asHash('/')), 'node_unreachable');
	t.deepEqual(paths, ['/peers/..%2Fstatus%3Fa%23b', '/transactions/%2F']);
});

test('what is too large for the server is refused with its code', async t => {
	const {url} = await openDoor(t);
	const client = await connectNode(url);
	await refusal(t, client.submitBlock(new Uint8Array(10_000_000)), 'body_too_large');
	client.close();
});

test('one connection serves many calls', async t => {
	const {url, connections} = await openStranger(t, (_incoming, outgoing) => {
		outgoing.end('[]');
	});
	const client = await connectNode(url);
	for (let count = 0; count < 20; count++) {
		await client.peers();
	}

	t.is(connections(), 1);
	client.close();
	await refusal(t, client.peers(), 'node_unreachable');
});

test('http:// may be left out', async t => {
	const {url} = await openDoor(t);
	const client = await connectNode(url.replace('http://', ''), {network: devNetwork});
	t.is(client.url, url);
	client.close();
});

for (const url of ['', 'ftp://127.0.0.1', 'http://', 'http://host/path', 'http://user:word@host', 'http://host?query']) {
	test(`${JSON.stringify(url)} is not the URL of a node`, async t => {
		await refusal(t, connectNode(url), 'invalid_request');
	});
}
