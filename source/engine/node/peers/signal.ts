/** Wakes those who wait until something has happened. */
export class Signal {
	readonly #waiting = new Set<() => void>();

	ring(): void {
		for (const wake of this.#waiting) {
			wake();
		}
	}

	/** Until it rings, the time is over, or the signal aborts. */
	async wait(signal: AbortSignal, ms?: number): Promise<void> {
		await new Promise<void>(resolve => {
			const wake = () => {
				this.#waiting.delete(wake);
				signal.removeEventListener('abort', wake);
				clearTimeout(timer);
				resolve();
			};

			const timer = ms === undefined ? undefined : setTimeout(wake, ms);
			this.#waiting.add(wake);
			signal.addEventListener('abort', wake);
			if (signal.aborted) {
				wake();
			}
		});
	}
}
