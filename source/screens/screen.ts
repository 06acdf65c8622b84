import type {ComponentType} from 'react';
import type {Binding} from '../keymap/binding.js';

/** A screen in the list of screens. */
export type Screen = {
	readonly id: string;
	/** In the tabs. */
	readonly title: string;
	/** The key that shows it. */
	readonly key: string;
	/** Its keys, for footer, help, palette and readme. */
	readonly bindings: readonly Binding[];
	readonly View: ComponentType;
};
