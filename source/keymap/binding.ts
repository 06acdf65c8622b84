/** A key, or several that do the same, and what it does: the footer, the help, the palette and the readme are made of these. */
export type Binding<Id extends string = string> = {
	/** Names it in code. */
	readonly id: Id;
	/** Names of keys, as `terminal/key-event.ts` has them. */
	readonly keys: readonly string[];
	/** What it does, as the help says it. */
	readonly label: string;
	/** One or two words for the footer; without it, it is in the help only. */
	readonly hint?: string;
};

/** What happens on a binding. Where it cannot happen now, `disabled` says why. */
export type Action = {
	readonly run: () => void;
	readonly disabled?: string | undefined;
};

export type Actions<Id extends string> = Readonly<Record<Id, Action | (() => void)>>;

/** The ids of a list of bindings. */
export type IdOf<List extends readonly Binding[]> = List[number]['id'];

const shown: Readonly<Record<string, string>> = {
	up: '↑', down: '↓', left: '←', right: '→', enter: 'Enter', escape: 'Esc', space: 'Space', tab: 'Tab', 'shift+tab': 'Shift-Tab', pageup: 'PgUp', pagedown: 'PgDn', home: 'Home', end: 'End', backspace: 'Backspace', delete: 'Del',
};

/** A key as people write it: `ctrl+c` is `Ctrl-C`. */
export const showKey = (name: string): string => shown[name] ?? (name.startsWith('ctrl+') ? `Ctrl-${name.slice(5).toUpperCase()}` : name);
