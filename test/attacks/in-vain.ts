import type {ExecutionContext} from 'ava';
import type {ErrorCode} from '../../source/api/error-codes.js';
import type {NodeFixture} from '../engine/node/open-node.js';
import {refusedWith} from '../engine/node/refused.js';

/** Makes attacks on a node, each of which must be refused with its code, and leave tip, accounts and mempool as they were. */
export async function inVain(t: ExecutionContext, {everything}: NodeFixture, attacks: ReadonlyArray<readonly [code: ErrorCode, attack: () => Promise<unknown>]>): Promise<void> {
	const before = await everything();
	for (const [index, [code, attack]] of attacks.entries()) {
		t.is(await refusedWith(attack()), code, `attack ${index + 1}`);
		t.deepEqual(await everything(), before, `what attack ${index + 1} changed`);
	}
}
