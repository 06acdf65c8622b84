import {pplns} from './pplns.js';
import {prop} from './prop.js';
import type {Scheme} from './scheme.js';
import {solo} from './solo.js';

/** Every scheme; a new one is a file and a line here, and has to pass the properties in its test. */
export const schemes = {prop, pplns, solo} as const satisfies Record<string, Scheme>;

export type SchemeName = keyof typeof schemes;

export const schemeNames = Object.keys(schemes) as SchemeName[];
