/** A number over time, the last ones kept. `null` where it was not known. */
export type Series = ReadonlyArray<number | null>;

/** Appends to a series and forgets the oldest. @param most - Kept. */
export const append = <Value>(series: readonly Value[], value: Value, most: number): readonly Value[] => [...series.slice(Math.max(0, series.length + 1 - most)), value];

/** Puts in front of a list, and forgets what is last. */
export const prepend = <Value>(list: readonly Value[], value: Value, most: number): readonly Value[] => [value, ...list.slice(0, most - 1)];
