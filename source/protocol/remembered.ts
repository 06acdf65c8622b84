/** So many answers are kept at most; one more, and it begins anew. */
const MOST = 10_000;

/**
A function that remembers what it answered, where that takes longer than to look it up and the same is asked again and again. What it throws is not remembered.

@param nameOf - The question as a short text: two with the same text have the same answer.
*/
export function remembered<Question extends readonly unknown[], Answer extends NonNullable<unknown>>(answer: (...question: Question) => Answer, nameOf: (...question: Question) => string): (...question: Question) => Answer {
	const known = new Map<string, Answer>();
	return (...question) => {
		const name = nameOf(...question);
		const before = known.get(name);
		if (before !== undefined) {
			return before;
		}

		const made = answer(...question);
		if (known.size === MOST) {
			known.clear();
		}

		known.set(name, made);
		return made;
	};
}
