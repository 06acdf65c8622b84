import {AddressError} from '../protocol/address-error.js';
import {NetworkError} from '../protocol/network-error.js';
import {type Details, RuleError} from '../protocol/rule-error.js';
import {type ErrorCode, errorCodes} from './error-codes.js';

/** Lists and texts of any kind; what a program may want to look at besides the code. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/** An error that has a code: expected, documented, with an HTTP status and an exit code of its own. */
export class ApiError extends Error {
	override readonly name = 'ApiError';
	readonly code: ErrorCode;
	readonly details: ErrorDetails | undefined;

	/** @param message - What went wrong, for a person; without it, what the code means. */
	constructor(code: ErrorCode, message?: string, details?: ErrorDetails, options?: ErrorOptions) {
		super(message ?? errorCodes[code].meaning, options);
		this.code = code;
		this.details = details;
	}
}

export type ErrorBody = {readonly error: {readonly code: ErrorCode; readonly message: string; readonly details?: ErrorDetails}};

/** Gives any error its code. A bug becomes `internal`, and keeps itself as the cause. */
export function toApiError(error: unknown): ApiError {
	if (error instanceof ApiError) {
		return error;
	}

	if (error instanceof RuleError) {
		return new ApiError(error.code, error.message, hasDetails(error.details) ? error.details : undefined, {cause: error});
	}

	if (error instanceof AddressError) {
		return new ApiError(error.code, error.message, undefined, {cause: error});
	}

	if (error instanceof NetworkError) {
		return new ApiError('network_invalid', error.message, {field: error.field}, {cause: error});
	}

	return new ApiError('internal', undefined, undefined, {cause: error});
}

const hasDetails = (details: Details): boolean => Object.keys(details).length > 0;

/** What goes over the wire and, with `--json`, to stderr. */
export function toErrorBody({code, message, details}: ApiError): ErrorBody {
	return {error: {code, message, ...(details && {details})}};
}

export const hasCode = (error: unknown, ...codes: readonly ErrorCode[]): error is ApiError => error instanceof ApiError && codes.includes(error.code);
