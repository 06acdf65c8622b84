import {type ApiError, type ErrorBody, toApiError, toErrorBody} from '../api/api-error.js';
import {errorCodes} from '../api/error-codes.js';

/** Where a server tells what only its operator should know. */
export type Log = (message: string, error?: unknown) => void;

export type Refusal = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: ErrorBody;
};

/**
What a client is told about an error. Of one that was not expected it learns nothing but that: the log has the rest.

@param during - What was being done, for the log.
*/
export function refusalOf(thrown: unknown, during: string, log: Log): Refusal {
	const error = toApiError(thrown);
	const {status} = errorCodes[error.code];
	if (error.code === 'internal') {
		log(`${during} failed`, error.cause ?? error);
	}

	return {status, headers: headersOf(error), body: toErrorBody(error)};
}

function headersOf({code, details}: ApiError): Record<string, string> {
	if (code === 'method_not_allowed' && Array.isArray(details?.['allow'])) {
		return {allow: details['allow'].join(', ')};
	}

	return {};
}
