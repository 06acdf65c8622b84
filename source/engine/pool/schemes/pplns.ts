import {splitExactly} from '../split.js';
import type {Scheme} from './scheme.js';

/** Pay per last N shares: each block is split by the last of all work, wherever rounds end, so that coming only for short rounds gains nothing. */
export const pplns: Scheme = ({amount, window}) => splitExactly(amount, window);
