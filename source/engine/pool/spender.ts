import type {Address, Hash} from '../../protocol/brands.js';
import type {LedgerApi} from '../../api/node-api.js';
import type {TransactionObject} from '../../api/transaction.js';

const PAGE = 100;

/** The confirmed transfer that has taken a nonce of the pool's account, if one has. */
export async function findSpender(nonce: number, {node, key: {address}}: {readonly node: Pick<LedgerApi, 'address' | 'history'>; readonly key: {readonly address: Address}}): Promise<TransactionObject | undefined> {
	const account = await node.address(address);
	if (account.nonce <= nonce) {
		return undefined;
	}

	let before: Hash | undefined;
	for (;;) {
		const entries = await node.history(address, {before, limit: PAGE});
		const confirmed = entries.map(({transaction}) => transaction).filter(({status}) => status.confirmed);
		const own = confirmed.filter(({sender}) => sender === address);
		const spender = own.find(each => each.nonce === nonce);
		const isOver = spender !== undefined || confirmed.length === 0 || own.some(each => each.nonce! < nonce);
		if (isOver) {
			return spender;
		}

		before = confirmed.at(-1)!.id;
	}
}
