import type {Door, Handlers} from '../handler.js';

export const transactionHandlers = ({node}: Door): Pick<Handlers, 'pending' | 'transaction' | 'transactionBytes' | 'proof' | 'fees'> => ({
	pending: async () => node.pending(),
	transaction: async ({params}) => node.transaction(params.id),
	transactionBytes: async ({params}) => node.transactionBytes(params.id),
	proof: async ({params}) => node.proof(params.id),
	fees: async () => node.fees(),
});
