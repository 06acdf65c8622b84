import {templateBody} from '../source/engine/node/template.js';
import {type Benchmark, compare} from './benchmark.js';
import {crowdOf, openMempool} from './crowd.js';
import {loadNetwork} from './served-node.js';

const WAITING = 1000;
const SOME = 100;
const TEMPLATES = 40;
const QUICK_TEMPLATES = 2;

/** Milliseconds that a miner may wait for a template because others pay. */
const LIMIT_MS = 10;

export const benchmark: Benchmark = {
	name: 'template',
	summary: `templates a second when tip or mempool have changed, with ${WAITING} transfers waiting; the yardstick has ${SOME}`,
	async run({isQuick = false}) {
		const crowd = crowdOf(WAITING);
		const templates = isQuick ? QUICK_TEMPLATES : TEMPLATES;
		const contender = (name: string, waiting: number) => {
			const mempool = openMempool(crowd.slice(0, waiting));
			return {
				name, round() {
					for (let number = 0; number < templates; number++) {
						templateBody(mempool, loadNetwork);
					}

					return templates;
				},
			};
		};

		const rows = await compare([contender(`${SOME} waiting`, SOME), contender('none', 0), contender(`${WAITING} waiting`, WAITING)], 'templates');
		const [some, none, many] = rows;
		return [
			some!,
			none!,
			// Ten times the transfers, and not more than the work that takes.
			{...many!, atLeast: 0.5 * SOME / WAITING},
			{
				name: `a template, ${WAITING} waiting`, amount: 1000 / many!.rate, unit: 'ms', limit: LIMIT_MS,
			},
		];
	},
};
