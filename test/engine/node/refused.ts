import {toApiError} from '../../../source/api/api-error.js';
import type {ErrorCode} from '../../../source/api/error-codes.js';

/**
The code with which something is refused, or `undefined` when it is let pass.

Anything that is no refusal is a bug, and goes through.
*/
export async function refusedWith(action: Promise<unknown>): Promise<ErrorCode | undefined> {
	try {
		await action;
		return undefined;
	} catch (error) {
		const {code} = toApiError(error);
		if (code === 'internal') {
			throw error;
		}

		return code;
	}
}
