import process from 'node:process';
import {parentPort, workerData} from 'node:worker_threads';
import type {Hash} from '../../../protocol/brands.js';
import {ByteReader} from '../../../protocol/bytes.js';
import {RuleError} from '../../../protocol/rule-error.js';
import {checkTransferSanity} from '../../../protocol/rules/sanity.js';
import {readTransfer} from '../../../protocol/transfer.js';
import type {CheckAnswer, CheckQuestion, CheckWorkerData} from './check-message.js';

/*
The entry of a thread that checks transfers by themselves.
*/

const {genesis} = workerData as CheckWorkerData;

/** The ids of those that break no rule. */
function passedOf(bytes: Uint8Array): Hash[] {
	const passed: Hash[] = [];
	const reader = new ByteReader(bytes);
	while (reader.position < bytes.length) {
		const transfer = readTransfer(reader);
		try {
			checkTransferSanity(transfer, {genesis: {hash: genesis}});
			passed.push(transfer.id);
		} catch (error) {
			if (!(error instanceof RuleError)) {
				throw error;
			}
		}
	}

	return passed;
}

if (parentPort === null) {
	process.exitCode = 2;
} else {
	parentPort.on('message', ({id, bytes}: CheckQuestion) => {
		parentPort!.postMessage({id, passed: passedOf(bytes)} satisfies CheckAnswer);
	});
}
