import type {Expression} from './expression.js';
import type {Code, Instruction, ValueType} from './wasm/code.js';

/** Instructions that compute so many nonces at once. */
export type LaneGroup = {
	/** Nonces. */
	readonly width: number;
	readonly type: ValueType;
	/** Whether constants stand in the code; otherwise they are loaded like anything that does not vary. */
	readonly hasConstants: boolean;
	/** Puts what is in memory on the stack. */
	load(code: Code, address: number): void;
	/** Writes a local variable to memory. */
	store(code: Code, address: number, local: number): void;
	/** Adds the two values on the stack. */
	add(code: Code): void;
	/** Anything but a rotation: of the two values on the stack, or of the one to be shifted. */
	operate(code: Code, expression: Expression): void;
	rotate(code: Code, local: number, bits: number): void;
	/** Puts 1 on the stack if no word at an address is 0, otherwise 0. */
	hasNoZero(code: Code, address: number): void;
};

type TwoOperands = 'sum' | 'xor' | 'and' | 'or';
type Shift = 'shr' | 'shl';

const operateWith = (instructions: Readonly<Record<TwoOperands | Shift, Instruction>>) => (code: Code, {operation, immediate}: Expression): void => {
	if (operation === 'shr' || operation === 'shl') {
		code.constant(immediate);
	}

	code.do(instructions[operation as TwoOperands | Shift]);
};

/** One nonce, in the processor's ordinary registers. */
export const scalar: LaneGroup = {
	width: 1,
	type: 'i32',
	hasConstants: true,
	load(code, address) {
		code.constant(0);
		code.memory('i32.load', address);
	},
	store(code, address, local) {
		code.constant(0);
		code.get(local);
		code.memory('i32.store', address);
	},
	add(code) {
		code.do('i32.add');
	},
	operate: operateWith({
		sum: 'i32.add', xor: 'i32.xor', and: 'i32.and', or: 'i32.or', shr: 'i32.shr_u', shl: 'i32.shl',
	}),
	rotate(code, local, bits) {
		code.get(local);
		code.constant(bits);
		code.do('i32.rotr');
	},
	hasNoZero(code, address) {
		scalar.load(code, address);
		code.constant(0);
		code.do('i32.ne');
	},
};

/** Four nonces, in the four lanes of a 128-bit register. */
export const vector: LaneGroup = {
	width: 4,
	type: 'v128',
	hasConstants: false,
	load(code, address) {
		code.constant(0);
		code.memory('v128.load', address);
	},
	store(code, address, local) {
		code.constant(0);
		code.get(local);
		code.memory('v128.store', address);
	},
	add(code) {
		code.do('i32x4.add');
	},
	operate: operateWith({
		sum: 'i32x4.add', xor: 'v128.xor', and: 'v128.and', or: 'v128.or', shr: 'i32x4.shr_u', shl: 'i32x4.shl',
	}),
	rotate(code, local, bits) {
		code.get(local);
		code.constant(bits);
		code.do('i32x4.shr_u');
		code.get(local);
		code.constant(32 - bits);
		code.do('i32x4.shl');
		code.do('v128.or');
	},
	hasNoZero(code, address) {
		vector.load(code, address);
		code.do('i32x4.all_true');
	},
};
