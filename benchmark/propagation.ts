import {Simulator} from '../test/harness/simulator/simulator.js';
import type {Benchmark, Row} from './benchmark.js';

const NODES = 10;
const BLOCKS = 40;

const shapes = ['mesh', 'ring'] as const;

/** How many milliseconds each block takes to each of the other nodes, in order. */
async function spread(shape: typeof shapes[number], blocks: number) {
	const simulator = new Simulator();
	try {
		await simulator.add(NODES);
		await simulator[shape]();
		await simulator.nodes[0]!.mine(1);
		await simulator.agree();
		for (const {traffic} of simulator.nodes) {
			traffic.clear();
		}

		const times: number[] = [];
		for (let number = 0; number < blocks; number++) {
			const miner = simulator.nodes[number % NODES]!;
			const arrivals = simulator.nodes.filter(node => node !== miner).map(async ({node}) => {
				for await (const {type, data} of node.events({types: ['tip']})) {
					if (type === 'tip' && data.height === number + 2) {
						return performance.now();
					}
				}

				return Number.NaN;
			});
			const [start, ...ends] = await Promise.all([miner.mine(1).then(() => performance.now()), ...arrivals]);
			times.push(...ends.map(end => Math.max(0, end - start)));
			await simulator.agree();
		}

		return {
			times: times.toSorted((a, b) => a - b),
			requests: simulator.nodes.reduce((sum, {traffic}) => sum + traffic.total, 0) / blocks,
			bodies: simulator.nodes.reduce((sum, {traffic}) => sum + [...traffic.bodies.values()].flat().length, 0) / blocks,
			links: simulator.lines.length,
		};
	} finally {
		await simulator.close();
	}
}

export const benchmark: Benchmark = {
	name: 'propagation',
	summary: `nodes that a block reaches a second, from one of ${NODES} in one process to the others; the median node of the mesh is the yardstick`,
	async run({blocks = BLOCKS, note}) {
		const rows: Row[] = [];
		for (const shape of shapes) {
			const {times, requests, bodies, links} = await spread(shape, blocks);
			const median = times[Math.floor(times.length / 2)]!;
			const late = times[Math.floor(times.length * 0.95)]!;
			const rate = (NODES - 1) / (median / 1000);
			rows.push({
				name: shape, rate, unit: 'nodes', ratio: rate / (rows[0]?.rate ?? rate),
			});
			note(`${shape}: ${median.toFixed(1)} ms median, ${late.toFixed(1)} ms 95th percentile; a block takes ${requests.toFixed(1)} requests and ${bodies.toFixed(1)} bodies on ${links} links`);
		}

		return rows;
	},
};
