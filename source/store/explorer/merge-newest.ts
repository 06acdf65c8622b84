/**
Puts the newest entries of a list, read again, on top of what is known of it.

Where the oldest of the fresh ones is found among the known, everything below it is known still; where it is not, there is a gap, and only what is fresh is kept.

@param fresh - Newest first. @param known - Newest first.
*/
export function mergeNewest<Entry>(fresh: readonly Entry[], known: readonly Entry[], keyOf: (entry: Entry) => string): readonly Entry[] {
	const oldest = fresh.at(-1);
	const meeting = oldest === undefined ? -1 : known.findIndex(entry => keyOf(entry) === keyOf(oldest));
	return meeting === -1 ? fresh : [...fresh, ...known.slice(meeting + 1)];
}
