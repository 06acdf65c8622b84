import type {ReactNode} from 'react';
import {renderToString} from 'ink';
import {type Size, type Surroundings, SurroundingsContext} from '../../source/hooks/surroundings.js';
import {KeyRouter} from '../../source/keymap/key-router.js';
import type {Program} from '../../source/store/program.js';
import {themes} from '../../source/theme.js';

/** What a screen has around it, of a size; nothing that it asks for happens. */
export const surroundingsOf = (size: Size): Surroundings => ({
	program: {} as unknown as Program,
	router: new KeyRouter(() => undefined),
	theme: themes.dark,
	guessedTheme: 'dark',
	size,
	isScreenReader: false,
	toast: () => undefined,
	copy: () => undefined,
	openModal: () => undefined,
	closeModal: () => undefined,
	attempt: () => undefined,
});

/** A view as it looks in a screen of a size. */
export const frameOf = (view: ReactNode, size: Size): string => renderToString(
	<SurroundingsContext.Provider value={surroundingsOf(size)}>{view}</SurroundingsContext.Provider>,
	{columns: size.columns},
);
