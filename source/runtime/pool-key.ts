import type {PoolKey} from '../engine/pool/payouts.js';
import type {Keystore} from '../engine/wallet/keystore.js';
import type {Protection} from '../engine/wallet/wallet-secret.js';
import {signTransfer} from '../protocol/transfer.js';
import {POOL_WALLET, type Workspace} from './workspace.js';

export type PoolWallet = {
	readonly keystore: Keystore;
	/** Whether it was made just now: its phrase should be written down. */
	readonly isNew: boolean;
	/** Of one that was made just now. */
	readonly phrase?: string;
};

/** The key of a pool, wiped when it is no longer needed. */
export type UnlockedPoolKey = PoolKey & {wipe(): void};

/** The pool's wallet, where there is one. @throws {ApiError} What opening a wallet fails with. */
export async function openedPoolWallet({wallets}: Pick<Workspace, 'wallets'>): Promise<Keystore | undefined> {
	return await wallets.exists(POOL_WALLET) ? wallets.open(POOL_WALLET) : undefined;
}

/**
The pool's wallet, which the first run makes.

@param protect - Asked how the phrase of a new one shall lie on the disk.
@throws {ApiError} `passphrase_needed`, and what opening a wallet fails with.
*/
export async function openPoolWallet(workspace: Pick<Workspace, 'wallets'>, protect: () => Promise<Protection>): Promise<PoolWallet> {
	const keystore = await openedPoolWallet(workspace);
	return keystore ? {keystore, isNew: false} : {...await workspace.wallets.create(POOL_WALLET, await protect()), isNew: true};
}

/**
The key of the pool's account, the first address of its wallet. It stays in memory while the pool runs: payouts are signed when nobody is there.

@param passphrase - Not needed where the wallet has none.
@throws {ApiError} `passphrase_needed`, `passphrase_wrong` or `wallet_damaged`.
*/
export async function unlockPoolKey(keystore: Keystore, passphrase: string | undefined): Promise<UnlockedPoolKey> {
	const keys = await keystore.unlock(passphrase);
	const {genesis} = keystore.network;
	return {
		address: keystore.addresses[0]!,
		sign: draft => keys.withKeyAt(0, privateKey => signTransfer(draft, privateKey, genesis.hash)),
		wipe() {
			keys.wipe();
		},
	};
}
