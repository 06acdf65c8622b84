import {splitExactly} from '../split.js';
import type {Scheme} from './scheme.js';

/** Proportional: each block is split among those who worked on it, by their work since the pool's block before. */
export const prop: Scheme = ({amount, round}) => splitExactly(amount, round);
