import type {Cell} from './capture.js';
import {CELL, drawRow, drawWindow} from './draw.js';

type Frame = {readonly screen: ReadonlyArray<readonly Cell[]>; readonly seconds: number};

/** Screens one after the other, as one SVG that moves. Rows that are on several of them are in it once. */
export class Film {
	readonly #frames: Frame[] = [];

	/** @param seconds - For which it is seen. */
	add(screen: Frame['screen'], seconds: number): void {
		this.#frames.push({screen, seconds});
	}

	draw(title: string): string {
		const {screen} = this.#frames[0]!;
		const columns = screen[0]!.reduce((sum, {width}) => sum + width, 0);
		const rows = new Map<string, string>();
		const width = columns * CELL.width;
		const strips = this.#frames.map((frame, index) => {
			const uses = frame.screen.map((cells, row) => {
				const drawn = drawRow(cells);
				if (drawn === '') {
					return '';
				}

				const id = rows.get(drawn) ?? `r${rows.size}`;
				rows.set(drawn, id);
				return `<use href="#${id}" y="${row * CELL.height}"/>`;
			});
			return `<g transform="translate(${Number((index * width).toFixed(2))} 0)">${uses.join('')}</g>`;
		});
		const defined = [...rows].map(([drawn, id]) => `<g id="${id}">${drawn}</g>`);
		return drawWindow({
			title, columns, rows: screen.length, style: this.#animation(width), body: `<defs>${defined.join('\n')}</defs>\n<g class="film">${strips.join('\n')}</g>`,
		});
	}

	/** The strip of all frames jumps from one to the next. Who wants no motion sees the last one. */
	#animation(width: number): string {
		const whole = this.#frames.reduce((sum, {seconds}) => sum + seconds, 0);
		let passed = 0;
		const steps = this.#frames.map(({seconds}, index) => {
			const step = `${Number((passed / whole * 100).toFixed(3))}%{transform:translateX(${-Number((index * width).toFixed(2))}px)}`;
			passed += seconds;
			return step;
		});
		const last = -Number(((this.#frames.length - 1) * width).toFixed(2));
		return `@keyframes film{${steps.join('')}}.film{animation:film ${Number(whole.toFixed(2))}s steps(1,end) infinite}@media(prefers-reduced-motion:reduce){.film{animation:none;transform:translateX(${last}px)}}`;
	}
}
