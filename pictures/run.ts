import {mkdir, writeFile} from 'node:fs/promises';
import process from 'node:process';
import {livelyStage} from './stage.js';
import {takeStills, type Picture} from './stills.js';
import {recordTour} from './tour.js';

/*
Pictures of the program as it is, for the readme: it runs in a terminal, does real work, and what is on the screen is drawn. `npm run pictures`, or `npm run pictures stills`, or `npm run pictures tour`.
*/

const folder = new URL('../docs/pictures/', import.meta.url);

const makers: Readonly<Record<string, () => Promise<readonly Picture[]>>> = {
	async stills() {
		const stage = await livelyStage();
		try {
			return await takeStills(stage);
		} finally {
			await stage.close();
		}
	},
	tour: recordTour,
};

const wanted = process.argv.slice(2);
await mkdir(folder, {recursive: true});
for (const [name, make] of Object.entries(makers)) {
	if (wanted.length === 0 || wanted.includes(name)) {
		for (const picture of await make()) {
			await writeFile(new URL(`${picture.name}.svg`, folder), picture.svg);
			console.log(`docs/pictures/${picture.name}.svg, ${Math.ceil(picture.svg.length / 1000)} kB`);
		}
	}
}
