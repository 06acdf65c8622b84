import type {Account, Amount, Hash} from '../../source/protocol/brands.js';
import {utf8ToBytes} from '../../source/protocol/bytes.js';
import type {Network} from '../../source/protocol/network.js';
import {type Output, signTransfer, type Transfer} from '../../source/protocol/transfer.js';
import {alice, bob, type TestKey} from './keys.js';

export type TransferOptions = {
	/** Only its genesis hash matters. */
	readonly network: Network;
	/** The sender; default `alice`. */
	readonly key?: TestKey;
	/** Default 0. */
	readonly nonce?: number;
	/** One recipient; default `bob`. */
	readonly to?: TestKey | Account;
	/** What `to` receives, in base units; default 1. */
	readonly amount?: Amount;
	/** Instead of `to` and `amount`. */
	readonly outputs?: readonly Output[];
	/** Base units; default 0. */
	readonly fee?: Amount;
	readonly memo?: string | Uint8Array;
	/** Signs for the network of this genesis instead. */
	readonly genesis?: Hash;
};

/** A signed transfer. What the options leave out is valid for an account that has made none yet. */
export function makeTransfer(options: TransferOptions): Transfer {
	const {network, key = alice, nonce = 0, to = bob, amount = 1n, fee = 0n, memo = '', genesis = network.genesis.hash} = options;
	const outputs = options.outputs ?? [{account: typeof to === 'string' ? to : to.account, amount}];
	const draft = {nonce, fee, outputs, memo: typeof memo === 'string' ? utf8ToBytes(memo) : memo};
	return signTransfer(draft, key.privateKey, genesis);
}
