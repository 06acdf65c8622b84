import type {Command} from './command.js';
import type {Flag, Flags} from './flag.js';
import {globalFlags} from './global-flags.js';
import {commands, type Listed} from './list.js';
import {pairs} from './table.js';

const PROGRAM = 'chain-tui';

/** What `chain-tui --help` prints. */
export const generalHelp = (version: string): string => `${PROGRAM} ${version}
Your own proof-of-work network in one command.

Usage
  ${PROGRAM} COMMAND [FLAGS]

Commands
${indent(pairs(commands.map(({name, parameters, summary}) => [[name, ...parameters].join(' '), summary])))}

Everywhere
${indent(flagLines(globalFlags))}

A coin mined and sent, in a network of its own, without leaving anything behind:
  ${PROGRAM} demo
More about a command:
  ${PROGRAM} COMMAND --help
`;

/** What `chain-tui COMMAND --help` prints. */
export function commandHelp({name, summary}: Listed, {parameters, description, flags, examples}: Command): string {
	const own = Object.keys(flags).length === 0 ? '' : `\nFlags\n${indent(flagLines(flags))}\n`;
	return `${PROGRAM} ${name}: ${summary}

Usage
  ${[PROGRAM, name, ...parameters].join(' ')}${own === '' ? '' : ' [FLAGS]'}

${description}
${own}
Everywhere
${indent(flagLines(globalFlags))}

Examples
${examples.map(example => `  ${PROGRAM} ${example}`).join('\n')}
`;
}

/** What is printed where somebody names a group, such as `wallet`, without saying what to do. */
export const groupHelp = (group: string): string => `${PROGRAM} ${group}: say what to do

${indent(pairs(commands.filter(({name}) => name.startsWith(`${group} `)).map(({name, parameters, summary}) => [[name, ...parameters].join(' '), summary])))}
`;

const flagLines = (flags: Flags): string => pairs(Object.entries(flags).map(([name, flag]) => [flagName(name, flag), flag.summary]));

const flagName = (name: string, flag: Flag): string => flag.kind === 'switch' ? `--${name}` : `--${name} ${flag.value}${flag.kind === 'list' ? '...' : ''}`;

const indent = (text: string): string => text.split('\n').map(line => `  ${line}`).join('\n');
