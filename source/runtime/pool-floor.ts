import type {Pool} from '../engine/pool/pool.js';
import {Stratifier} from '../engine/pool/stratifier.js';
import type {Session} from './open-session.js';

/** The part of a pool that gives work to miners and takes their shares, with the pool's ledger behind it. It has begun to follow the node. */
export function openFloor(pool: Pool, {node, log, workspace: {clock}}: Session): Stratifier {
	const stratifier = new Stratifier({
		node,
		clock,
		address: pool.address,
		ledger: pool.ledger,
		random: Math.random,
		onError(error) {
			log(`error of the pool: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
		},
	});
	pool.serve(stratifier);
	stratifier.subscribe(event => {
		if (event.event === 'worker') {
			const {worker: {address, worker, agent}, state} = event;
			pool.tellWorker({
				address, worker, agent, connected: state === 'joined',
			});
		} else if (event.event === 'failed') {
			log(`error ${event.error.code}: the pool has no work to give: ${event.error.message}`);
		}
	});
	stratifier.start();
	return stratifier;
}
