import type {z} from 'zod';

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

export const valueFlag = <Schema extends z.ZodType>(value: string, summary: string, schema: Schema): ValueFlag<Schema> => ({
	kind: 'value', value, summary, schema,
});

export const listFlag = <Schema extends z.ZodType>(value: string, summary: string, schema: Schema): ListFlag<Schema> => ({
	kind: 'list', value, summary, schema,
});

export const switchFlag = (summary: string): SwitchFlag => ({kind: 'switch', summary});
