import process from 'node:process';

/**
Listens to errors that nobody has caught: thrown by what a key does or a timer calls, or in a promise that nobody waits for. While somebody listens, they do not end the process on the spot, with everything open.

@returns Ends it.
*/
export function onCrash(listener: (error: unknown) => void): () => void {
	process.on('uncaughtException', listener);
	process.on('unhandledRejection', listener);
	return () => {
		process.off('uncaughtException', listener);
		process.off('unhandledRejection', listener);
	};
}
