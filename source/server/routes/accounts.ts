import type {Door, Handlers} from '../handler.js';

export const accountHandlers = ({node}: Door): Pick<Handlers, 'address' | 'history' | 'accounts'> => ({
	address: async ({params}) => node.address(params.address),
	history: async ({params, query}) => node.history(params.address, query),
	accounts: async ({query}) => node.accounts({limit: query.limit}),
});
