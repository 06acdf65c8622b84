import {workOfTarget} from './target.js';

/*
Difficulty in Bitcoin's unit, which is spoken on Stratum and nowhere else: how many times harder a target is than that of difficulty 1. Elsewhere difficulty is the number of hashes that a target takes on average.
*/

/** The target of difficulty 1: the easiest that Bitcoin allows, in compact form 1d00ffff. */
const TARGET_OF_ONE = 0xffffn << 208n;

/** Some programs count from 2^224 instead, which is a 65536th easier. */
const ROUND_TARGET_OF_ONE = 1n << 224n;

/** Every hash is within it. */
const EVERY_HASH = (1n << 256n) - 1n;

/** One hash on average; below it there is nothing easier, and cpuminer's arithmetic ends there. */
export const LEAST_DIFFICULTY = 2 ** -32;

/** No target is as hard as this. */
const MOST_DIFFICULTY = 2 ** 224;

/** Hashes that difficulty 1 takes on average. */
export const HASHES_OF_ONE = (2 ** 48) / 0xffff;

/** What a miner aims at that is told a difficulty. @param difficulty - Above 0. */
export const targetOfDifficulty = (difficulty: number): bigint => divide(TARGET_OF_ONE, difficulty);

/** What must be taken for a share of this difficulty: the easier of the two that programs aim at. @param difficulty - Above 0. */
export const takenTargetOfDifficulty = (difficulty: number): bigint => divide(ROUND_TARGET_OF_ONE, difficulty);

/** @param target - Above 0. */
export const difficultyOfTarget = (target: bigint): number => Number(TARGET_OF_ONE) / Number(target);

/** Hashes on average, as a number: what is shown as the difficulty of a target. */
export const hashesOfTarget = (target: bigint): number => Number(workOfTarget(target));

/** Exact: every double is a whole number of 2^-100, from {@link LEAST_DIFFICULTY} on. */
function divide(target: bigint, difficulty: number): bigint {
	if (!(difficulty >= LEAST_DIFFICULTY)) {
		return EVERY_HASH;
	}

	const quotient = (target << 100n) / BigInt(Math.min(difficulty, MOST_DIFFICULTY) * (2 ** 100));
	return quotient > EVERY_HASH ? EVERY_HASH : quotient;
}
