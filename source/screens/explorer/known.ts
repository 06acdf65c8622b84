import {shorten} from '../../terminal/cells.js';
import {type Names, YOU} from '../../components/names.js';
import type {Tone} from './lines.js';

/** What pages are told besides what the node has answered. */
export type Known = {
	readonly names: Names;
	readonly symbol: string;
	/** Blocks. */
	readonly maturity: number;
	/** Bytes. */
	readonly maxBlockBytes: number;
	/** Of the best block. */
	readonly tip: number | undefined;
	/** Seconds since 1970. */
	readonly now: number;
	readonly isAscii: boolean;
};

/** The name of an address, or as much of it as there is room for. */
export const addressIn = (address: string, names: Names, width: number): string => names.get(address) ?? shorten(address, Math.max(4, width - 5), 4);

/** Whose an address is, and the address. */
export const namedAddress = (address: string, names: Names): string => names.has(address) ? `${names.get(address)!}  ${address}` : address;

export const toneOf = (address: string | null, names: Names): Tone | undefined => {
	const name = address === null ? undefined : names.get(address);
	return name === undefined ? undefined : (name === YOU ? 'good' : 'accent');
};
