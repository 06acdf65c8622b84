import type {AddressObject} from '../api/account.js';
import type {Balance} from '../runtime/wallet.js';
import {defineCommand} from './command.js';
import {addressNamed, withSession} from './open.js';
import {pairs, table} from './table.js';

export const command = defineCommand({
	parameters: ['[ADDRESS]'],
	description: 'Shows what the wallet has, or what an address or a contact has. Coins that were mined can be spent when they are mature.',
	flags: {},
	examples: ['balance', 'balance tui1q...', 'balance alice --json'],
	async run(context) {
		const {parameters: [named], output, global} = context;
		await withSession(context, {access: 'read'}, async session => {
			const {network: {symbol}} = session.workspace;
			if (named === undefined) {
				const wallet = await session.openWallet(global.wallet);
				const balance = await wallet.balance();
				output.result(balance, walletText(balance, symbol));
			} else {
				const address = await session.node.address(await addressNamed(session.workspace, named));
				output.result(address, `${address.address}\n\n${amountsText(address, symbol)}`);
			}
		});
	},
});

type Amounts = Pick<AddressObject, 'balance' | 'spendable' | 'immature' | 'pending_in' | 'pending_out'>;

const amountsText = (amounts: Amounts, symbol: string): string => pairs([
	['Balance', `${amounts.balance} ${symbol}`],
	['Spendable', amounts.spendable],
	['Immature', amounts.immature],
	['Pending in', amounts.pending_in],
	['Pending out', amounts.pending_out],
]);

function walletText(balance: Balance, symbol: string): string {
	const rows = balance.accounts.map(({address, balance: each, spendable}) => [address, each, spendable]);
	return `Wallet ${balance.wallet}\n\n${amountsText(balance, symbol)}\n\n${table([{title: 'ADDRESS'}, {title: 'BALANCE', align: 'right'}, {title: 'SPENDABLE', align: 'right'}], rows)}`;
}
