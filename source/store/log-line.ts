/** Something that happened, for a list of such things. */
export type LogLine = {
	/** Seconds since 1970. */
	readonly time: number;
	readonly kind: 'block' | 'transaction' | 'reorg' | 'peer' | 'good' | 'bad' | 'note';
	readonly text: string;
};
