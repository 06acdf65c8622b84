import process from 'node:process';
import {parentPort, workerData} from 'node:worker_threads';
import {ByteReader} from '../../../protocol/bytes.js';
import {RuleError} from '../../../protocol/rule-error.js';
import {checkTransferSanity} from '../../../protocol/rules/sanity.js';
import {readSignedDraft, type SignedDraft} from '../../../protocol/transfer.js';
import type {CheckAnswer, CheckQuestion, CheckWorkerData} from './check-message.js';

/*
The entry of a thread that checks transfers by themselves.
*/

const {genesis} = workerData as CheckWorkerData;

function passes(transfer: SignedDraft): boolean {
	try {
		checkTransferSanity(transfer, {genesis: {hash: genesis}});
		return true;
	} catch (error) {
		if (error instanceof RuleError) {
			return false;
		}

		throw error;
	}
}

function checkAll(bytes: Uint8Array): boolean[] {
	const passed: boolean[] = [];
	const reader = new ByteReader(bytes);
	while (reader.position < bytes.length) {
		passed.push(passes(readSignedDraft(reader)));
	}

	return passed;
}

if (parentPort === null) {
	process.exitCode = 2;
} else {
	parentPort.on('message', ({id, bytes}: CheckQuestion) => {
		parentPort!.postMessage({id, passed: checkAll(bytes)} satisfies CheckAnswer);
	});
}
