import {toAscii} from './ascii.js';
import {lacksBlocks} from './glyphs.js';
import {withoutColors} from './without-colors.js';

/** What a frame has to become for a terminal, and for the person at it. */
export function drawingFor(environment: Readonly<Record<string, string | undefined>>): (frame: string) => string {
	const isColorless = (environment['NO_COLOR'] ?? '') !== '';
	const isAscii = lacksBlocks(environment);
	return frame => {
		const plain = isColorless ? withoutColors(frame) : frame;
		return isAscii ? toAscii(plain) : plain;
	};
}
