import type {ChainRun} from '../runtime/chain-folder.js';
import type {Context} from './command.js';

/** How long runs over the chain are watched and ended. @param verb - What has been done to the blocks so far: `Verified`. */
export const chainRun = ({output, signal}: Context, verb: string): ChainRun => ({
	signal,
	onProgress({done, total}) {
		output.progress(`${verb} ${done}${total === 0 ? '' : ` of ${total}`} blocks`);
	},
});
