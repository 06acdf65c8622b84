import {Box, Text} from 'ink';
import {Panel} from '../../components/panel.js';
import {TextField} from '../../components/text-field.js';
import type {TextState} from '../../keymap/edit-text.js';
import {fit} from '../../terminal/cells.js';
import type {Theme} from '../../theme.js';
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
	return (
		<Panel title={title} note={note} width={columns} height={rows} color={theme.accent}>
			{fields.map(({name, label, hint, placeholder = '', isHidden = false, most}) => (
				<Box key={name} flexDirection='column' flexShrink={0} marginBottom={1}>
					<Box>
						<Text bold={state.focus === name}>{fit(label, LABEL)} </Text>
						<TextField
							state={state.fields[name]} width={width} isFocused={state.focus === name && waitsFor === undefined} isHidden={isHidden} placeholder={placeholder} most={most}
							onChange={text => {
								onEdit(name, text);
							}}
						/>
					</Box>
					<Box marginLeft={LABEL + 1} width={width}>
						{errors[name] === undefined ? <Text dimColor wrap='truncate'>{hint}</Text> : <Text color={theme.bad} wrap='wrap'>{`✗ ${errors[name]}`}</Text>}
					</Box>
				</Box>
			))}
			{errors.general === undefined ? undefined : <Box flexShrink={0}><Text color={theme.bad} wrap='wrap'>{`✗ ${errors.general}`}</Text></Box>}
			{waitsFor === undefined ? undefined : <Text dimColor wrap='truncate'>{waitsFor}</Text>}
		</Panel>
	);
}
