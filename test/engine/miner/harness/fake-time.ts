import type {Sleep} from '../../../../source/engine/work/sleep.js';

type Sleeper = {readonly ms: number; readonly untilMs: number; readonly wake: () => void};

/** A clock that moves only when the test moves it, and the sleeps that hang on it. */
export class FakeTime {
	nowMs: number;
	/** Every sleep that was begun, in milliseconds. */
	readonly slept: number[] = [];
	readonly #sleepers = new Set<Sleeper>();
	readonly #watchers = new Set<() => void>();

	constructor(nowMs: number) {
		this.nowMs = nowMs;
	}

	readonly clock = (): number => this.nowMs;

	readonly sleep: Sleep = async (ms, signal) => {
		this.slept.push(ms);
		if (signal?.aborted) {
			return;
		}

		await new Promise<void>(resolve => {
			const wake = () => {
				this.#sleepers.delete(sleeper);
				signal?.removeEventListener('abort', wake);
				resolve();
			};

			const sleeper: Sleeper = {ms, untilMs: this.nowMs + ms, wake};
			this.#sleepers.add(sleeper);
			signal?.addEventListener('abort', wake);
			for (const look of this.#watchers) {
				look();
			}
		});
	};

	/** Resolves once somebody sleeps for so long. */
	async sleeping(isWanted: (ms: number) => boolean): Promise<number> {
		return new Promise(resolve => {
			const look = () => {
				const found = [...this.#sleepers].find(({ms}) => isWanted(ms));
				if (found) {
					this.#watchers.delete(look);
					resolve(found.ms);
				}
			};

			this.#watchers.add(look);
			look();
		});
	}

	/** Moves the clock on, and wakes whoever has slept enough. */
	advance(ms: number): void {
		this.nowMs += ms;
		for (const {untilMs, wake} of this.#sleepers) {
			if (untilMs <= this.nowMs) {
				wake();
			}
		}
	}
}
