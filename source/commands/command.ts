import type {Prompt} from '../runtime/prompt.js';
import type {Flags, FlagValues} from './flag.js';
import type {GlobalFlags} from './global-flags.js';
import type {Output} from './output.js';

/** What a command has to work with. */
export type Context<Given extends Flags = Flags> = {
	readonly flags: FlagValues<Given>;
	readonly parameters: readonly string[];
	readonly global: GlobalFlags;
	readonly output: Output;
	readonly prompt: Prompt;
	/** Aborts when the person or the system wants an end. */
	readonly signal: AbortSignal;
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** Milliseconds since 1970. */
	readonly clock: () => number;
};

export type Command<Given extends Flags = Flags> = {
	/** What may follow the command's name: words in capitals; those in brackets may be left out. */
	readonly parameters: readonly string[];
	/** What it does, beyond the line in the list of commands. */
	readonly description: string;
	readonly flags: Given;
	readonly examples: readonly string[];
	/** Whether an interrupt is its ordinary end. */
	readonly isLongRunning?: boolean;
	run(context: Context<Given>): Promise<void>;
};

/** Lets a command's flags be known by their types inside it. */
export const defineCommand = <const Given extends Flags>(command: Command<Given>): Command => command;
