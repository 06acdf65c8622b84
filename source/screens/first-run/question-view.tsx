import {Box, Text} from 'ink';
import {Paragraph} from '../../components/paragraph.js';
import {TextField} from '../../components/text-field.js';
import type {Size} from '../../hooks/surroundings.js';
import type {TextState} from '../../keymap/edit-text.js';
import {withinList} from '../../keymap/list-state.js';
import {cut, fit} from '../../terminal/cells.js';
import type {Theme} from '../../theme.js';
import {WordGrid} from '../../components/word-grid.js';
import {type FirstRunState, hasField} from './state.js';
import {optionsOf} from './options.js';
import {questionOf} from './questions.js';

type Properties = {
	readonly state: FirstRunState;
	/** The network that the wallet is for. */
	readonly network: string | undefined;
	readonly size: Size;
	readonly theme: Theme;
	readonly onField: (field: TextState) => void;
};

const MARGIN = 2;
const LONGEST_PHRASE = 400;
const LONGEST_ANSWER = 200;

/** One question of the first run, with what there is to choose or to type. */
export function QuestionView({state, network, size, theme, onField}: Properties) {
	const {step, task, error, field, phrase} = state;
	const width = Math.min(76, size.columns - 2 * MARGIN);
	const {title, text} = questionOf(state, network);
	const isFocused = hasField(state) && task === undefined;
	return (
		<Box flexDirection='column' width={size.columns} height={size.rows} paddingX={MARGIN} paddingTop={1} overflowY='hidden'>
			<Text bold color={theme.accent} wrap='truncate'>{title}</Text>
			<Box marginTop={1} flexShrink={0}><Paragraph text={text} width={width}/></Box>
			<Options state={state} width={width} room={Math.max(3, size.rows - 10)} theme={theme}/>
			{phrase !== undefined && step === 'phrase' && <Box marginTop={1}><WordGrid words={phrase.split(' ')} width={width} theme={theme}/></Box>}
			{hasField(state) && (
				<Box marginTop={1}>
					<Text color={theme.accent}>{'› '}</Text>
					<TextField
						state={field} width={width - 3} isFocused={isFocused} isHidden={step === 'passphrase' || step === 'again'}
						most={step === 'restore' ? LONGEST_PHRASE : LONGEST_ANSWER} onChange={onField}
					/>
				</Box>
			)}
			{step === 'restore' && field.text.trim() !== '' && (
				<Box marginTop={1}><WordGrid words={field.text.trim().split(/\s+/v).slice(0, 24)} width={width} wrong={state.wrongWord} theme={theme}/></Box>
			)}
			{error !== undefined && <Box marginTop={1} flexShrink={0}><Paragraph text={error} width={width} color={theme.bad}/></Box>}
			{task !== undefined && <Box marginTop={1}><Text dimColor>{task.kind === 'begin' ? 'Starting…' : 'One moment…'}</Text></Box>}
			<Box flexGrow={1}/>
			<Text dimColor wrap='truncate'>{cut(hintsOf(state), size.columns - 2 * MARGIN)}</Text>
		</Box>
	);
}

function Options({state, width, room, theme}: {readonly state: FirstRunState; readonly width: number; readonly room: number; readonly theme: Theme}) {
	const options = optionsOf(state);
	if (options.length === 0) {
		return null;
	}

	const {top, selected} = withinList({selected: state.selected, top: Math.max(0, state.selected - room + 1)}, options.length, room);
	const labelWidth = Math.max(...options.map(({label}) => label.length)) + 2;
	return (
		<Box flexDirection='column' marginTop={1} flexShrink={0}>
			{options.slice(top, top + room).map(({id, label, note, disabled}, row) => (
				<Text key={id} wrap='truncate' aria-label={`${top + row === selected ? 'selected, ' : ''}${label}: ${note}`} dimColor={disabled !== undefined}>
					{top + row === selected ? <Text color={theme.accent}>❯ </Text> : '  '}
					<Text bold={top + row === selected}>{fit(label, labelWidth)}</Text>
					<Text dimColor>{cut(note, Math.max(0, width - labelWidth - 2))}</Text>
				</Text>
			))}
		</Box>
	);
}

function hintsOf(state: FirstRunState): string {
	if (state.task) {
		return 'Ctrl-C quit';
	}

	const isFirst = state.step === 'network';
	const goOn = optionsOf(state).length > 0 ? '↑↓ choose  Enter go on' : 'Enter go on';
	const backTo = state.step === 'wallet' && state.isMore ? 'Esc cancel' : 'Esc back';
	return [goOn, ...(isFirst || state.step === 'phrase' ? [] : [backTo]), ...(hasField(state) ? ['Ctrl-C quit'] : ['? help', 'q quit'])].join('  ');
}
