import type {Scheme} from './scheme.js';

/** Who finds a block has it all. */
export const solo: Scheme = ({amount, finder}) => new Map([[finder, amount]]);
