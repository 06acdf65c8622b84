import type {ValueType} from './wasm/code.js';

/** The local variables of a function: taken and given back, so that there need not be many. */
export class Locals {
	readonly types: ValueType[] = [];
	readonly #parameters: number;
	readonly #unused: Record<ValueType, number[]> = {i32: [], v128: []};

	/** @param parameters - How many a function has: they are variables too, the first ones. */
	constructor(parameters = 0) {
		this.#parameters = parameters;
	}

	take(type: ValueType): number {
		return this.#unused[type].pop() ?? this.#parameters + this.types.push(type) - 1;
	}

	free(local: number, type: ValueType): void {
		this.#unused[type].push(local);
	}
}
