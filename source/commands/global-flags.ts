import {type Flags, type FlagValues, switchFlag, valueFlag} from './flag.js';
import {textValue} from './flag-values.js';

/** The flags that every command takes. */
export const globalFlags = {
	network: valueFlag('NAME', 'the network; by default main', textValue),
	'data-dir': valueFlag('DIR', 'where everything is kept; by default CHAIN_TUI_HOME, or the system\'s place for data', textValue),
	node: valueFlag('URL', 'the node to ask, instead of the one on this machine', textValue),
	wallet: valueFlag('NAME', 'the wallet, where there are several', textValue),
	'passphrase-file': valueFlag('FILE', 'read the passphrase from the first line of a file', textValue),
	json: switchFlag('print JSON'),
	quiet: switchFlag('print results only'),
	'no-color': switchFlag('print without colors'),
	help: switchFlag('explain the command'),
	version: switchFlag('print the version'),
} as const satisfies Flags;

export type GlobalFlags = FlagValues<typeof globalFlags>;
