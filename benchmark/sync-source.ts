import process from 'node:process';
import {openNode} from '../source/engine/node/node.js';
import {LevelStorage} from '../source/engine/storage/level-storage.js';
import {serveNode} from '../source/server/node-server.js';
import {payingNetwork} from '../test/harness/paying-blocks.js';

/*
A node that has the chain already, in a process of its own: it can be killed.
*/

const storage = await LevelStorage.open(process.argv[2]!);
const node = await openNode({network: payingNetwork(), storage, clock: Date.now});
const {port} = await serveNode({node, host: '127.0.0.1', port: 0, version: '0.0.0', log: console.error});
process.send!(port);
