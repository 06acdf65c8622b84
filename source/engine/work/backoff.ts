const FIRST_MS = 1000;
const LAST_MS = 8000;

/**
How long to wait before trying again: 1, 2, 4, then always 8 seconds, and up to a quarter more, so that many who lost the same node do not come back all at once.

@param attempt - From 0.
@param random - From 0 up to 1.
@returns Milliseconds.
*/
export const backoffMs = (attempt: number, random: () => number): number => Math.min(FIRST_MS * (2 ** attempt), LAST_MS) * (1 + random() / 4);
