import type {ApiError} from '../../api/api-error.js';
import {errorCodes} from '../../api/error-codes.js';

/** The node cannot be worked with at the moment; it is asked again in so many milliseconds. */
export type NodeTrouble = {readonly error: ApiError; readonly retryMs: number};

/** Whether an answer will be the same however often one asks: what was asked is wrong, or the node is not the right one. */
export const isFinal = ({code}: ApiError): boolean => errorCodes[code].exit === 2 || code === 'wrong_network' || code === 'not_available';
