import {printable, shorten} from '../terminal/cells.js';

/** Whose an address is, as far as this wallet knows. */
export type Names = ReadonlyMap<string, string>;

type Known = {
	readonly own: readonly string[];
	readonly watched: ReadonlyArray<{readonly address: string; readonly label: string}>;
	readonly contacts: ReadonlyArray<{readonly address: string; readonly name: string}>;
};

export const YOU = '(you)';

export const namesOf = ({own, watched, contacts}: Known): Names => new Map([
	...watched.map(({address, label}) => [address, label] as const),
	...contacts.map(({address, name}) => [address, name] as const),
	...own.map(address => [address, YOU] as const),
]);

/** The name of an address, or else the address with its middle left out. */
export const shortName = (address: string, names: Names): string => printable(names.get(address) ?? shorten(address, 10, 6));

/** The whole address, and its name where it has one. */
export function fullName(address: string, names: Names): readonly string[] {
	const name = names.get(address);
	return name === undefined ? [address] : [address, printable(name)];
}
