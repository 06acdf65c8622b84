import type {Door, Handlers} from '../handler.js';

export const chainHandlers = ({node}: Door): Pick<Handlers, 'blocks' | 'block' | 'forks'> => ({
	blocks: async ({query}) => node.blocks(query),
	block: async ({params}) => node.block(params.id),
	forks: async () => node.forks(),
});
