import {screens} from '../source/app/screens.js';
import {captureScreen} from './capture.js';
import {drawScreen} from './draw.js';
import type {Stage} from './stage.js';

export type Picture = {readonly name: string; readonly svg: string};

/** By screen: keys that bring the best out of it, and what is on it when its picture is taken. */
const poses: Readonly<Record<string, {readonly keys?: readonly string[]; readonly shows: RegExp}>> = {
	node: {shows: /─ Chain ─/v},
	pool: {shows: /─ Workers ─.*mining/sv},
	miner: {keys: ['t', 't'], shows: /1 min ─.*─ Processes ─/sv},
	wallet: {shows: /○ .*sent/v},
	explorer: {shows: /Richest/v},
	settings: {shows: /Data folder/v},
};

/** A picture of every screen of the program. */
export async function takeStills({terminal}: Stage): Promise<readonly Picture[]> {
	const pictures: Picture[] = [];
	// The wallet first: what waits there does not wait for long.
	for (const {id, title, key} of screens.toSorted((a, b) => Number(b.id === 'wallet') - Number(a.id === 'wallet'))) {
		const pose = poses[id];
		if (!pose) {
			throw new Error(`pictures/stills.ts does not say how to take a picture of the screen ${title}`);
		}

		await terminal.press(key, ...pose.keys ?? []);
		await terminal.expectFrame(pose.shows);
		pictures.push({name: id, svg: drawScreen(`chain-tui in a terminal: the screen ${title}`, captureScreen(terminal.screen))});
	}

	return pictures;
}
