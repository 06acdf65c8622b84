import type {KeyEvent} from '../terminal/key-event.js';
import type {Action, Binding} from './binding.js';

/** Which layers come first: what is in front gets the keys before what is behind it. */
export const layerOrder = {global: 0, screen: 1, modal: 2, field: 3} as const;

export type Layer = {
	readonly level: keyof typeof layerOrder;
	readonly bindings: readonly Binding[];
	/** By the ids of the bindings. */
	readonly actions: Readonly<Record<string, Action | (() => void) | undefined>>;
	/** Gets every event before the bindings; true ends it. Text fields use it. */
	readonly capture?: ((event: KeyEvent) => boolean) | undefined;
};

/** Hands each key to the one who is to have it: a text field, then a modal, then the screen, then everybody. */
export class KeyRouter {
	readonly #layers: Array<() => Layer> = [];
	readonly #onDisabled: (why: string) => void;
	readonly #listeners = new Set<() => void>();
	#version = 0;

	/** @param onDisabled - Told why a key does nothing now. */
	constructor(onDisabled: (why: string) => void) {
		this.#onDisabled = onDisabled;
	}

	/** @param layer - Asked anew for each key. @returns What takes it away again. */
	add(layer: () => Layer): () => void {
		this.#layers.push(layer);
		this.changed();
		return () => {
			this.#layers.splice(this.#layers.indexOf(layer), 1);
			this.changed();
		};
	}

	/** For `useSyncExternalStore`: tells when layers or their bindings change. */
	readonly subscribe = (listener: () => void): () => void => {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	};

	/** Another number whenever layers or their bindings have changed. */
	readonly getVersion = (): number => this.#version;

	/** To be called where the bindings of a layer are others than before. */
	changed(): void {
		this.#version++;
		for (const listener of this.#listeners) {
			listener();
		}
	}

	/** The bindings that keys mean now, for hints: those of a field that has some or of a modal alone, or else those of the screen and of everywhere. */
	hints(): Binding[] {
		const layers = this.active();
		const field = layers.find(({level, bindings}) => level === 'field' && bindings.some(({hint}) => hint !== undefined));
		if (field) {
			return [...field.bindings];
		}

		return layers.filter(({level}) => level !== 'global' || layers.every(layer => layer.level !== 'modal')).flatMap(({bindings}) => bindings);
	}

	/** The layers that get keys now, the first one first: below the topmost modal nothing does. */
	active(): Layer[] {
		const layers = this.#layers.map(layer => layer()).toReversed().toSorted((a, b) => layerOrder[b.level] - layerOrder[a.level]);
		const modal = layers.find(({level}) => level === 'modal');
		return modal ? layers.filter(layer => layer.level === 'field' || layer === modal || isAlwaysOn(layer)) : layers;
	}

	/** @returns Whether it was typed into a field. */
	dispatch(event: KeyEvent): boolean {
		const isModal = this.#layers.some(layer => layer().level === 'modal');
		for (const layer of this.active()) {
			if (layer.capture?.(event)) {
				return true;
			}

			const binding = event.type === 'key' ? layer.bindings.find(({keys}) => keys.includes(event.name)) : undefined;
			if (binding && (!isModal || layer.level !== 'global' || alwaysOn.has(binding.id))) {
				this.#run(layer.actions[binding.id]);
				return false;
			}
		}

		return false;
	}

	#run(action: Action | (() => void) | undefined): void {
		if (typeof action === 'function') {
			action();
		} else if (action?.disabled === undefined) {
			action?.run();
		} else {
			this.#onDisabled(action.disabled);
		}
	}
}

/** What works even while a dialog is open. */
const alwaysOn = new Set(['interrupt', 'redraw', 'suspend']);
const isAlwaysOn = ({level}: Layer): boolean => level === 'global';
