import {globalFlags} from './global-flags.js';

/** Flags that stand before the command mean the same as after it. */
export function globalFlagsLast(given: readonly string[]): string[] {
	const flags: string[] = [];
	let rest = [...given];
	while (rest[0]?.startsWith('--') && rest.length > 1) {
		const [word, value] = rest as [string, string];
		const flag = (globalFlags as Readonly<Record<string, {readonly kind: string} | undefined>>)[word.slice(2)];
		const taken = flag && flag.kind !== 'switch' ? [word, value] : [word];
		flags.push(...taken);
		rest = rest.slice(taken.length);
	}

	return [...rest, ...flags];
}
