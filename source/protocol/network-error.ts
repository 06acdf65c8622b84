/** A network file that is refused, and the field that is to blame. */
export class NetworkError extends Error {
	override readonly name = 'NetworkError';
	readonly field: string;

	constructor(field: string, expected: string, got: unknown) {
		super(`network file: ${field} must be ${expected}; got ${(JSON.stringify(got) ?? 'nothing').slice(0, 100)}`);
		this.field = field;
	}
}
