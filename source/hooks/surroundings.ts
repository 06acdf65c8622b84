import {createContext, useContext, type ReactNode} from 'react';
import type {KeyRouter} from '../keymap/key-router.js';
import type {Program} from '../store/program.js';
import type {Theme, ThemeName} from '../theme.js';

/** Whole cells of the terminal. */
export type Size = {readonly columns: number; readonly rows: number};

/** What every screen may use. */
export type Surroundings = {
	readonly program: Program;
	readonly router: KeyRouter;
	readonly theme: Theme;
	/** What the terminal says of itself, whatever was chosen. */
	readonly guessedTheme: ThemeName;
	/** Of the part of the terminal that belongs to the screen. */
	readonly size: Size;
	readonly isScreenReader: boolean;
	/** Shows a line for a moment; errors stay a little longer. */
	readonly toast: (text: string, kind?: 'good' | 'bad') => void;
	/** Puts text on the clipboard of whoever sits at the terminal. */
	readonly copy: (text: string, what: string) => void;
	/** Shows something in front of the screen until {@link closeModal}. */
	readonly openModal: (modal: ReactNode) => void;
	readonly closeModal: () => void;
	/** Runs something that takes a while; what goes wrong is shown. */
	readonly attempt: (action: () => Promise<void>) => void;
};

// There is no sensible default: outside of the app nothing works, and says so at once.
export const SurroundingsContext = createContext<Surroundings | undefined>(undefined);

export function useSurroundings(): Surroundings {
	const surroundings = useContext(SurroundingsContext);
	if (!surroundings) {
		throw new Error('this belongs inside of the app');
	}

	return surroundings;
}
