import {type Code, type ValueType, valueTypes} from './code.js';
import {list, section, sized, text, unsigned} from './encode.js';

/** A function with a parameter and a result, or without. */
export type FunctionBody = {
	readonly code: Code;
	/** The types of its variables; they are numbered from 0 on, after the parameter. */
	readonly locals: readonly ValueType[];
	readonly parameter?: ValueType;
	readonly result?: ValueType;
};

const MAGIC = [0, ...Buffer.from('asm')];
const VERSION = [1, 0, 0, 0];
const sections = {types: 1, functions: 3, memories: 5, exports: 7, code: 10} as const;
const exportKinds = {function: 0, memory: 2} as const;
const FUNCTION_TYPE = 0x60;
const END = 0x0b;
const PAGE_BYTES = 65_536;

const types = (type: ValueType | undefined): number[] => list(type ? [[valueTypes[type]]] : []);

/** A module of functions, which may call each other by their place in the list, and the memory that they work on. It exports the last function, and `memory`. */
export function encodeModule({functions, exported, memoryBytes}: {
	readonly functions: readonly FunctionBody[];
	readonly exported: string;
	readonly memoryBytes: number;
}): Uint8Array<ArrayBuffer> {
	const last = functions.length - 1;
	const memory = [0, ...unsigned(Math.ceil(memoryBytes / PAGE_BYTES))];
	return new Uint8Array(MAGIC.concat(
		VERSION,
		// Each function has a type of its own, of the same number.
		section(sections.types, list(functions.map(({parameter, result}) => [FUNCTION_TYPE, ...types(parameter), ...types(result)]))),
		section(sections.functions, list(functions.map((_, index) => unsigned(index)))),
		section(sections.memories, list([memory])),
		section(sections.exports, list([
			[...text(exported), exportKinds.function, ...unsigned(last)],
			[...text('memory'), exportKinds.memory, 0],
		])),
		section(sections.code, list(functions.map(({locals, code}) => sized(list(locals.map(type => [1, valueTypes[type]])).concat(code.bytes, END))))),
	));
}
