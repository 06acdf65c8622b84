import type {Door, Handlers} from '../handler.js';

export const miningHandlers = ({node}: Door): Pick<Handlers, 'template' | 'submitBlock'> => ({
	template: async ({query}) => node.template(query.address),
	submitBlock: async ({body}) => node.submitBlock(body),
});
