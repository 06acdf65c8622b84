// eslint-disable-next-line n/no-extraneous-import, import-x/no-extraneous-dependencies -- That of Ink, which AVA has loaded before anything could be said in the environment.
import chalk from 'chalk';

/** From now on, what Ink draws in this process has all its colours, as in a good terminal. */
export function drawInColors(): void {
	chalk.level = 3;
}
