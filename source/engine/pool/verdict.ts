import {hasCode} from '../../api/api-error.js';
import {ruleCodes} from '../../protocol/rule-error.js';

/** Refusals after which the same bytes may be taken another time. */
const forNow: ReadonlySet<string> = new Set(['time_too_new', 'parent_unknown']);

/** Whether a node that says so of a block will never take it. Everything else, such as a connection that broke, says nothing about the block. */
export const refusesForGood = (code: string): boolean => code === 'branch_too_weak' || (Object.hasOwn(ruleCodes, code) && !forNow.has(code));

export const isUnreachable = (error: unknown): boolean => hasCode(error, 'node_unreachable', 'request_timeout', 'wrong_network', 'internal');
