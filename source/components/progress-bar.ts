/** How far something is, in a line of cells. @param share - From 0 to 1. */
export function progressBar(share: number, width: number, isAscii: boolean): string {
	const [full, empty] = isAscii ? ['#', '-'] : ['█', '░'];
	const filled = Math.round(Math.max(0, Math.min(1, share)) * width);
	return full.repeat(filled) + empty.repeat(Math.max(0, width - filled));
}
