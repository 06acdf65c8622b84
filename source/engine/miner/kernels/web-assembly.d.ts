/** What we use of https://webassembly.github.io/spec/js-api/; Node.js has it, its types and those of ECMAScript do not. */
declare namespace WebAssembly {
	type Memory = {readonly buffer: ArrayBuffer};
	type Instance = {readonly exports: unknown};

	/** Rejects when the module makes no sense to this machine: without vectors, say. */
	function instantiate(bytes: Uint8Array<ArrayBuffer>): Promise<{readonly instance: Instance}>;
}
