import type {Door, Handlers} from '../handler.js';
import {accountHandlers} from './accounts.js';
import {chainHandlers} from './chain.js';
import {miningHandlers} from './mining.js';
import {nodeHandlers} from './node.js';
import {originalHandlers} from './original.js';
import {peerHandlers} from './peers.js';
import {selfHandlers} from './self.js';
import {transactionHandlers} from './transactions.js';

/** A handler for every route there is. */
export const allHandlers = (door: Door): Handlers => ({
	...selfHandlers(door),
	...nodeHandlers(door),
	...chainHandlers(door),
	...transactionHandlers(door),
	...accountHandlers(door),
	...miningHandlers(door),
	...peerHandlers(door),
	...originalHandlers(door),
});
