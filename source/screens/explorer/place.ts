import type {ListMove} from '../../keymap/list-state.js';
import type {Place} from '../../store/explorer/trail.js';
import type {Lines} from './lines.js';

/** Where one is among lines, of which one can be on some only. */
export type Spot = {
	/** `undefined` where one cannot be on any. */
	readonly selected: number | undefined;
	/** The first line that is shown. */
	readonly top: number;
};

/** The next line in a direction that one can be on, `from` itself included. */
function nearest({count, keyAt}: Lines, from: number, step: 1 | -1): number | undefined {
	for (let index = from; index >= 0 && index < count; index += step) {
		if (keyAt(index) !== undefined) {
			return index;
		}
	}

	return undefined;
}

const first = (lines: Lines): number | undefined => nearest(lines, 0, 1);
const last = (lines: Lines): number | undefined => nearest(lines, lines.count - 1, -1);

/** A line may have moved since: by its name it is found again. */
function find(lines: Lines, {key, index}: Place): number | undefined {
	if (key === undefined) {
		return first(lines);
	}

	if (lines.keyAt(index) === key) {
		return index;
	}

	for (let other = 0; other < lines.count; other++) {
		if (lines.keyAt(other) === key) {
			return other;
		}
	}

	const near = Math.min(index, lines.count - 1);
	return nearest(lines, near, -1) ?? nearest(lines, near, 1);
}

/** Where a place is on lines that may have changed, or are shown in another size. @param room - Lines that are shown. */
export function spotOf(lines: Lines, place: Place, room: number): Spot {
	const selected = find(lines, place);
	const most = Math.max(0, lines.count - room);
	if (selected === undefined) {
		return {selected, top: Math.max(0, Math.min(place.top, most))};
	}

	// What stands between two lines that one can be on belongs to the second one; what is below the last one, to that.
	const above = (nearest(lines, selected - 1, -1) ?? -1) + 1;
	const below = selected === last(lines) ? lines.count - 1 : selected;
	const wanted = Math.max(below - room + 1, Math.min(place.top, selected - above < room ? above : selected));
	const top = Math.max(0, Math.min(wanted, selected, most));
	// The titles that stay cover one line.
	return {selected, top: lines.sticky !== undefined && top > lines.sticky && top === selected ? top - 1 : top};
}

/** Where a move leads. */
export function moveTo(lines: Lines, place: Place, move: ListMove, room: number): Place {
	const {selected, top} = spotOf(lines, place, room);
	if (selected === undefined) {
		return {...place, top: scrolled(top, move, lines.count, room)};
	}

	const page = Math.max(1, room - 2);
	const targets: Readonly<Record<ListMove, number | undefined>> = {
		up: nearest(lines, selected - 1, -1),
		down: nearest(lines, selected + 1, 1),
		pageUp: nearest(lines, Math.max(0, selected - page), -1) ?? first(lines),
		pageDown: nearest(lines, Math.min(lines.count - 1, selected + page), 1) ?? last(lines),
		top: first(lines),
		bottom: last(lines),
	};
	const index = targets[move] ?? selected;
	// On the first line one stays on whatever is first.
	const next: Place = {key: index === first(lines) ? undefined : lines.keyAt(index), index, top: move === 'top' ? 0 : top};
	return {...next, top: spotOf(lines, next, room).top};
}

/** A page without anything to be on is moved itself. */
function scrolled(top: number, move: ListMove, count: number, room: number): number {
	const targets: Readonly<Record<ListMove, number>> = {
		up: top - 1, down: top + 1, pageUp: top - room, pageDown: top + room, top: 0, bottom: count,
	};
	return Math.max(0, Math.min(count - room, targets[move]));
}

/** The lines that are shown. */
export function shownLines({count, sticky}: Lines, top: number, room: number): readonly number[] {
	const indices = Array.from({length: Math.max(0, Math.min(room, count - top))}, (_, index) => top + index);
	return sticky !== undefined && top > sticky ? [sticky, ...indices.slice(1)] : indices;
}
