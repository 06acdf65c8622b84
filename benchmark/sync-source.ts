import process from 'node:process';
import {openNode} from '../source/engine/node/node.js';
import {LevelStorage} from '../source/engine/storage/level-storage.js';
import {serveNode} from '../source/server/node-server.js';
import {payingNetwork} from '../test/harness/paying-blocks.js';
import {LinkProxy} from '../test/harness/simulator/link-proxy.js';

/*
A node that has the chain already, in a process of its own: it can be killed. Told anything, it falls silent, and its connections stay open.
*/

const storage = await LevelStorage.open(process.argv[2]!);
const node = await openNode({network: payingNetwork(), storage, clock: Date.now});
const {port} = await serveNode({node, host: '127.0.0.1', port: 0, version: '0.0.0', log: console.error});
const line = await LinkProxy.open(port);
process.on('message', () => {
	line.isStalled = true;
});
process.send!(line.url);
