import {Box, Text} from 'ink';
import type {TextState} from '../keymap/edit-text.js';
import {cut, fit} from '../terminal/cells.js';
import type {Theme} from '../theme.js';
import {Panel} from './panel.js';
import {Paragraph} from './paragraph.js';
import {TextField} from './text-field.js';
import type {FormState} from './form-state.js';

export type FormField<Name extends string> = {
	readonly name: Name;
	readonly label: string;
	/** Said below it, as long as nothing is wrong. */
	readonly hint: string;
	readonly placeholder?: string;
	readonly isHidden?: boolean;
	/** Characters that it takes. */
	readonly most: number;
	/** To be chosen from instead of typed: a value, and how it is shown. */
	readonly choices?: ReadonlyArray<{readonly value: string; readonly label: string}>;
};

type Properties<Name extends string> = {
	readonly title: string;
	readonly note: string;
	readonly fields: ReadonlyArray<FormField<Name>>;
	readonly state: FormState<Name>;
	readonly onEdit: (name: Name, text: TextState) => void;
	/** By field; `general` belongs to none. */
	readonly errors: Partial<Readonly<Record<Name | 'general', string>>>;
	/** What is waited for. Meanwhile nothing can be typed. */
	readonly waitsFor: string | undefined;
	readonly columns: number;
	readonly rows: number;
	readonly theme: Theme;
};

const LABEL = 12;

/** Fields below each other; what is wrong with one is said below it. */
export function FormView<Name extends string>({title, note, fields, state, onEdit, errors, waitsFor, columns, rows, theme}: Properties<Name>) {
	const width = Math.max(1, columns - 5 - LABEL);
	// Room for what may be wrong with them.
	const isTight = rows < fields.length * 3 + 5;
	return (
		<Panel title={title} note={note} width={columns} height={rows} color={theme.accent}>
			{fields.map(({name, label, hint, placeholder = '', isHidden = false, most, choices}) => (
				<Box key={name} flexDirection='column' flexShrink={0} marginBottom={isTight ? 0 : 1}>
					<Box>
						<Text bold={state.focus === name}>{fit(label, LABEL)} </Text>
						{choices
							? <Text wrap='truncate' {...(state.focus === name ? {color: theme.accent} : {})}>{cut(chosen(choices, state.fields[name].text, state.focus === name), width)}</Text>
							: <TextField
								state={state.fields[name]} width={width} isFocused={state.focus === name && waitsFor === undefined} isHidden={isHidden} placeholder={placeholder} most={most}
								onChange={text => {
									onEdit(name, text);
								}}
							/>}
					</Box>
					<Box marginLeft={LABEL + 1} width={width}>
						{errors[name] === undefined ? <Text dimColor wrap='truncate'>{hint}</Text> : <Paragraph text={`✗ ${errors[name]}`} width={width} color={theme.bad}/>}
					</Box>
				</Box>
			))}
			{errors.general === undefined ? undefined : <Paragraph text={`✗ ${errors.general}`} width={columns - 4} color={theme.bad}/>}
			{waitsFor === undefined ? undefined : <Text dimColor wrap='truncate'>{waitsFor}</Text>}
		</Panel>
	);
}

function chosen(choices: NonNullable<FormField<string>['choices']>, value: string, isFocused: boolean): string {
	const label = choices.find(choice => choice.value === value)?.label ?? value;
	return isFocused ? `‹ ${label} ›` : label;
}

/** The value after the one that is chosen, or the one before; at the ends it goes round. */
export function otherChoice({choices = []}: Pick<FormField<string>, 'choices'>, value: string, by: 1 | -1): string {
	const index = choices.findIndex(choice => choice.value === value);
	return choices.at((index + by) % choices.length)?.value ?? value;
}
