import type {Solution, Verdict, Work, WorkSource} from '../../../../source/api/work.js';

/** A source that gives what the test tells it to give, and takes what the test wants it to take. */
export class ScriptedSource implements WorkSource {
	readonly kind;
	readonly solutions: Solution[] = [];
	readonly #given: Array<Work | undefined | Error> = [];
	#wake: (() => void) | undefined;

	constructor(kind: WorkSource['kind'] = 'pool') {
		this.kind = kind;
	}

	/** Answers a solution; by default it is accepted. */
	judge: (solution: Solution) => Verdict | Promise<Verdict> = () => ({accepted: true});

	/** An error ends the work with it. */
	give(work: Work | undefined | Error): void {
		this.#given.push(work);
		this.#wake?.();
	}

	async * work(signal: AbortSignal): AsyncIterable<Work | undefined> {
		signal.addEventListener('abort', () => this.#wake?.());
		while (!signal.aborted) {
			while (this.#given.length > 0) {
				const work = this.#given.shift();
				if (work instanceof Error) {
					throw work;
				}

				yield work;
			}

			await new Promise<void>(resolve => {
				this.#wake = resolve;
				if (signal.aborted || this.#given.length > 0) {
					resolve();
				}
			});
		}
	}

	async submit(solution: Solution): Promise<Verdict> {
		this.solutions.push(solution);
		return this.judge(solution);
	}
}
