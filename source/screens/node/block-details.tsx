import type {BlockObject} from '../../api/block.js';
import {type Field, Fields} from '../../components/fields.js';
import {ModalFrame} from '../../components/modal-frame.js';
import {useSurroundings} from '../../hooks/surroundings.js';
import {useLayer} from '../../hooks/use-layer.js';
import {
	formatAgo, formatCount, formatMagnitude, formatTime,
} from '../../terminal/format.js';
import {blockBindings} from './bindings.js';

type Names = (address: string) => string;

const LABELS = 13;

/** A long text in as many lines as it takes. */
function folded(label: string, value: string, width: number): Field[] {
	const room = Math.max(1, width - LABELS - 1);
	return Array.from({length: Math.max(1, Math.ceil(value.length / room))}, (_, line) => ({
		label: line === 0 ? label : '', value: value.slice(line * room, (line + 1) * room),
	}));
}

/** Everything about a block but its transactions. @param width - Cells. @param now - Seconds since 1970. */
export function blockFields(block: BlockObject, {symbol, nameOf, width, now}: {readonly symbol: string; readonly nameOf: Names; readonly width: number; readonly now: number}): readonly Field[] {
	const coinbase = block.transactions.find(({type}) => type === 'coinbase');
	const mined = coinbase?.outputs ?? [];
	return [
		...folded('Hash', block.hash, width),
		{label: 'Time', value: `${formatTime(block.time)} UTC`, note: formatAgo(block.time, now)},
		...mined.flatMap(({recipient}) => folded('Mined by', nameOf(recipient), width)).slice(0, 2),
		...mined.slice(0, 1).map(({amount}) => ({label: 'Reward', value: `${amount} ${symbol}`})),
		{label: 'Transactions', value: formatCount(block.transaction_count)},
		{label: 'Size', value: `${formatCount(block.size)} bytes`},
		{label: 'Difficulty', value: formatMagnitude(block.difficulty), note: `target ${block.bits}`},
		{label: 'Nonce', value: formatCount(block.nonce)},
		{label: 'Confirmed', value: block.confirmations === 0 ? 'off the best chain' : `${formatCount(block.confirmations)} times`},
		...folded('Previous', block.previous_hash, width),
		...folded('Merkle root', block.merkle_root, width),
	];
}

type Properties = {
	readonly block: BlockObject;
	readonly symbol: string;
	readonly nameOf: Names;
	readonly now: number;
};

/** A block, in front of the screen. */
export function BlockDetails({block, symbol, nameOf, now}: Properties) {
	const {closeModal, copy, size, theme} = useSurroundings();
	const width = Math.min(84, size.columns);
	const fields = blockFields(block, {symbol, nameOf, width: width - 4, now});
	useLayer({
		level: 'modal',
		bindings: blockBindings,
		actions: {
			copy() {
				copy(block.hash, 'Hash');
			},
			close: closeModal,
		},
	});
	return (
		<ModalFrame title={`Block #${formatCount(block.height)}`} width={width} height={fields.length + 2} color={theme.accent}>
			<Fields fields={fields} width={width - 4} labelWidth={LABELS}/>
		</ModalFrame>
	);
}
