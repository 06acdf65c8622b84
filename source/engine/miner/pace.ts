/**
How long a block would take on a network whose difficulty follows its miners: an exponential time, as the search for a block without memory has.

@param blockTime - The mean, in seconds.
@param random - From 0 up to 1.
@returns Milliseconds.
*/
export const paceMs = (blockTime: number, random: () => number): number => -Math.log(1 - random()) * blockTime * 1000;
