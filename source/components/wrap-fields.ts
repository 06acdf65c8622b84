import {wrapLines} from '../terminal/wrap.js';
import {fullName, type Names} from './names.js';

/** A line of a page about something: a label, or none where the one above goes on. */
export type DetailLine = {readonly label: string; readonly value: string};

/** An address and its name, below each other. */
export const withName = (label: string, address: string, names: Names): ReadonlyArray<readonly [string, string]> => fullName(address, names).map((text, index) => [index === 0 ? label : '', text]);

/** Labels with their values, in lines that are `width` wide at most. */
export const wrapFields = (fields: ReadonlyArray<readonly [string, string]>, width: number): readonly DetailLine[] => fields.flatMap(([label, value]) => wrapLines(value, width).map((line, index) => ({label: index === 0 ? label : '', value: line})));
