import type {z} from 'zod';
import {StratumError} from '../../api/stratum.js';

/**
What a schema makes of the parameters of a request. Those at the end may be left out.

@throws {StratumError} 20, naming the first that is wrong.
*/
export function readParameters<Schema extends z.ZodTuple<z.core.util.TupleItems, z.ZodType>>(schema: Schema, parameters: readonly unknown[]): z.output<Schema> {
	const missing = schema.def.items.length - parameters.length;
	const {success, data, error} = schema.safeParse(missing > 0 ? [...parameters, ...Array.from({length: missing})] : parameters);
	if (success) {
		return data;
	}

	const {path, message} = error.issues[0]!;
	throw new StratumError(20, path.length === 0 ? message : `parameter ${Number(path[0]) + 1}: ${message}`);
}
