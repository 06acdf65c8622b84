import {Box} from 'ink';
import {Fields} from '../../components/fields.js';
import {Panel} from '../../components/panel.js';
import type {MinerView as MinerSnapshot} from '../../store/miner-store.js';
import {miningFields, resultFields, type WorkOptions} from './work-fields.js';

type Properties = WorkOptions & {
	readonly state: MinerSnapshot;
	/** Rows. */
	readonly height: number;
};

const LABELS = 8;

/** What is mined, for whom, and what has come of it. */
export function WorkPanel({state, height, ...options}: Properties) {
	const inside = Math.max(0, options.width - 4);
	const left = Math.ceil(inside / 2) + 1;
	const right = inside - left;
	const room = Math.max(0, height - 2);
	return (
		<Panel title='Work' width={options.width} height={height}>
			<Box>
				<Box width={left}><Fields fields={miningFields(state, options).slice(0, room)} width={left - 1} labelWidth={LABELS}/></Box>
				<Box width={right}><Fields fields={resultFields(state, {...options, width: right - LABELS - 1}).slice(0, room)} width={right} labelWidth={LABELS}/></Box>
			</Box>
		</Panel>
	);
}
