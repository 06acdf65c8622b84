import {parseArgs} from 'node:util';
import {soak} from './soak.js';

/*
`npm run soak -- --minutes 10`, or `--seconds 30`: see `soak.ts`.
*/

const {values: {minutes, seconds}} = parseArgs({options: {minutes: {type: 'string'}, seconds: {type: 'string'}}});
const length = seconds === undefined ? Number(minutes ?? 1) * 60 : Number(seconds);
if (!(length > 0)) {
	throw new RangeError('say how long: --minutes 10, or --seconds 30');
}

const start = performance.now();
const found = await soak(length, text => {
	console.log(`${((performance.now() - start) / 1000).toFixed(1).padStart(7)} s  ${text}`);
});
console.log(JSON.stringify(found));
for (const what of ['kills', 'partitions', 'payments', 'height'] as const) {
	if (found[what] === 0) {
		throw new Error(`${what}: 0; a soak without shows nothing`);
	}
}
