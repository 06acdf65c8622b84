/**
How long a block takes on average.

@param difficulty - Hashes that it takes. @param rate - Hashes per second; `null` while it is not known.
@returns Seconds; `undefined` while nobody can tell.
*/
export const expectedSeconds = (difficulty: number | undefined, rate: number | null): number | undefined => difficulty === undefined || rate === null || rate <= 0 ? undefined : difficulty / rate;
