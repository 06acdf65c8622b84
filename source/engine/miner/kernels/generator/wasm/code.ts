import {signed, unsigned} from './encode.js';

/** 32 bits, or a vector of 128. */
export const valueTypes = {i32: 0x7f, v128: 0x7b} as const;
export type ValueType = keyof typeof valueTypes;

/** Instructions without anything after them. They take their operands from the stack, and leave their result there. */
const plain = {
	'i32.ne': [0x47],
	'i32.add': [0x6a],
	'i32.and': [0x71],
	'i32.or': [0x72],
	'i32.xor': [0x73],
	'i32.shl': [0x74],
	'i32.shr_u': [0x76],
	'i32.rotr': [0x78],
	// Vector instructions are numbers of their own after a prefix.
	'v128.and': [0xfd, ...unsigned(78)],
	'v128.or': [0xfd, ...unsigned(80)],
	'v128.xor': [0xfd, ...unsigned(81)],
	'i32x4.all_true': [0xfd, ...unsigned(163)],
	'i32x4.shl': [0xfd, ...unsigned(171)],
	'i32x4.shr_u': [0xfd, ...unsigned(173)],
	'i32x4.add': [0xfd, ...unsigned(174)],
} as const;

export type Instruction = keyof typeof plain;

/** What is read from and written to memory; the exponent is that of its alignment. */
const memory = {
	'i32.load': {opcode: [0x28], exponent: 2},
	'i32.store': {opcode: [0x36], exponent: 2},
	'v128.load': {opcode: [0xfd, ...unsigned(0)], exponent: 4},
	'v128.store': {opcode: [0xfd, ...unsigned(11)], exponent: 4},
} as const;

const EMPTY_BLOCK_TYPE = 0x40;

/** The body of a function, written one instruction after the other. */
export class Code {
	readonly bytes: number[] = [];

	/** An instruction that stands for itself. */
	do(instruction: Instruction): void {
		this.bytes.push(...plain[instruction]);
	}

	/** Puts a number on the stack. */
	constant(value: number): void {
		this.bytes.push(0x41, ...signed(value));
	}

	/** Puts a local variable on the stack. */
	get(local: number): void {
		this.bytes.push(0x20, ...unsigned(local));
	}

	/** Takes a local variable's value from the stack. */
	set(local: number): void {
		this.bytes.push(0x21, ...unsigned(local));
	}

	/** Reads or writes memory, at an address on the stack plus one that is known by now. */
	memory(instruction: keyof typeof memory, address: number): void {
		const {opcode, exponent} = memory[instruction];
		this.bytes.push(...opcode, ...unsigned(exponent), ...unsigned(address));
	}

	/** Calls a function of the same module. */
	call(index: number): void {
		this.bytes.push(0x10, ...unsigned(index));
	}

	/** Repeats a body for as long as it leaves something other than 0 on the stack. */
	repeat(body: () => void): void {
		this.bytes.push(0x03, EMPTY_BLOCK_TYPE);
		body();
		// `br_if 0`: back to the beginning of the innermost loop.
		this.bytes.push(0x0d, 0, 0x0b);
	}
}
