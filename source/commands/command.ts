import type {z} from 'zod';
import type {Prompt} from '../runtime/prompt.js';
import type {GlobalFlags} from './global-flags.js';
import type {Output} from './output.js';

/** A flag that takes a value; what was typed is read by its schema. */
export type ValueFlag<Schema extends z.ZodType = z.ZodType> = {
	readonly kind: 'value';
	/** What stands for the value in the help: `URL`. */
	readonly value: string;
	readonly summary: string;
	readonly schema: Schema;
};

/** The same, but it may be given several times. */
export type ListFlag<Schema extends z.ZodType = z.ZodType> = Omit<ValueFlag<Schema>, 'kind'> & {readonly kind: 'list'};

/** A flag that is there or not. */
export type SwitchFlag = {readonly kind: 'switch'; readonly summary: string};

export type Flag = ValueFlag | ListFlag | SwitchFlag;
export type Flags = Readonly<Record<string, Flag>>;

export type FlagValues<Given extends Flags> = {
	readonly [Name in keyof Given]:
	Given[Name] extends ValueFlag<infer Schema> ? z.output<Schema> | undefined
		: Given[Name] extends ListFlag<infer Schema> ? ReadonlyArray<z.output<Schema>>
			: boolean;
};

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

export const valueFlag = <Schema extends z.ZodType>(value: string, summary: string, schema: Schema): ValueFlag<Schema> => ({
	kind: 'value', value, summary, schema,
});

export const listFlag = <Schema extends z.ZodType>(value: string, summary: string, schema: Schema): ListFlag<Schema> => ({
	kind: 'list', value, summary, schema,
});

export const switchFlag = (summary: string): SwitchFlag => ({kind: 'switch', summary});
