import {parseArgs, type ParseArgsConfig} from 'node:util';
import {ApiError} from '../api/api-error.js';
import type {Command} from './command.js';
import type {Flag, Flags, FlagValues} from './flag.js';
import {globalFlags} from './global-flags.js';

export type ParsedLine = {
	readonly flags: FlagValues<Flags>;
	readonly global: FlagValues<typeof globalFlags>;
	readonly parameters: readonly string[];
};

/**
Reads what follows the name of a command.

@throws {ApiError} `usage`, naming what is wrong.
*/
export function parseLine(command: Pick<Command, 'flags' | 'parameters'>, words: readonly string[]): ParsedLine {
	const all: Flags = {...globalFlags, ...command.flags};
	const {values, positionals} = parseWords(words, all);
	const isHelp = values['help'] === true || values['version'] === true;
	if (!isHelp) {
		checkCount(command.parameters, positionals);
	}

	return {
		flags: readValues(command.flags, values),
		global: readValues<typeof globalFlags>(globalFlags, values),
		parameters: positionals,
	};
}

type Values = Readonly<Record<string, string | boolean | Array<string | boolean> | undefined>>;

function parseWords(words: readonly string[], flags: Flags): {values: Values; positionals: string[]} {
	const options: NonNullable<ParseArgsConfig['options']> = {};
	for (const [name, {kind}] of Object.entries(flags)) {
		options[name] = kind === 'switch' ? {type: 'boolean'} : {type: 'string', multiple: true};
	}

	try {
		return parseArgs({
			args: [...words], options, allowPositionals: true, strict: true,
		});
	} catch (error) {
		throw new ApiError('usage', explain(error as Error), undefined, {cause: error});
	}
}

/** What Node says, in fewer words. */
function explain({message}: Error): string {
	const [, unknown] = /^Unknown option '(.+?)'/v.exec(message) ?? [];
	if (unknown !== undefined) {
		return /^-[\d.]/v.test(unknown) ? `${unknown} is below 0 or no flag` : `there is no flag ${unknown}`;
	}

	const [, needy] = /^Option '(--[\w\-]+).*(?:argument missing|is ambiguous)/v.exec(message) ?? [];
	return needy === undefined ? message.replace(/[.\n].*/sv, '') : `${needy} takes a value; one that begins with - goes after a =, as in ${needy}=-x`;
}

function checkCount(names: readonly string[], given: readonly string[]): void {
	const needed = names.filter(name => !name.startsWith('['));
	if (given.length < needed.length) {
		throw new ApiError('usage', `${needed[given.length]} is missing`);
	}

	const most = names.at(-1)?.includes('...') ? Number.POSITIVE_INFINITY : names.length;
	if (given.length > most) {
		throw new ApiError('usage', `${JSON.stringify(given[most]!.slice(0, 80))} is one too many`);
	}
}

function readValues<Given extends Flags>(flags: Given, values: Values): FlagValues<Given> {
	return Object.fromEntries(Object.entries(flags).map(([name, flag]) => [name, readValue(name, flag, values[name])])) as FlagValues<Given>;
}

function readValue(name: string, flag: Flag, value: Values[string]): unknown {
	if (flag.kind === 'switch') {
		return value === true;
	}

	const typed = (value ?? []) as string[];
	const read = typed.map(text => {
		const result = flag.schema.safeParse(text);
		if (!result.success) {
			throw new ApiError('usage', `--${name} ${JSON.stringify(text.slice(0, 80))}: ${result.error.issues[0]!.message}`, {flag: name});
		}

		return result.data;
	});
	if (flag.kind === 'list') {
		return read;
	}

	if (read.length > 1) {
		throw new ApiError('usage', `--${name} is given ${read.length} times`, {flag: name});
	}

	return read[0];
}
