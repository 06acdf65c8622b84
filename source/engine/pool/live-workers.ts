import type {WorkerSnapshot} from './workers.js';

/** Everybody who mines here, and who did a short while ago; whoever serves miners keeps this up to date. */
export type LiveWorkers = {
	workers(): readonly WorkerSnapshot[];
};
