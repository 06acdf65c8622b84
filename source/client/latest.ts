/** Hands on the newest of the values that are put in; one that nobody took in time is gone. */
export class Latest<Value> implements AsyncIterable<Value> {
	#values: Value[] = [];
	#isOver = false;
	#wake: (() => void) | undefined;

	put(value: Value): void {
		this.#values = [value];
		this.#wake?.();
	}

	/** There is nothing more to come. */
	end(): void {
		this.#isOver = true;
		this.#wake?.();
	}

	async * [Symbol.asyncIterator](): AsyncGenerator<Value> {
		while (!this.#isOver) {
			const taken = this.#values.splice(0);
			if (taken.length === 0) {
				await this.#changed();
			} else {
				yield taken[0]!;
			}
		}
	}

	async #changed(): Promise<void> {
		return new Promise(resolve => {
			this.#wake = resolve;
		});
	}
}
