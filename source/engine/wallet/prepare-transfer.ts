import type {Address, Amount} from '../../protocol/brands.js';
import type {AddressObject} from '../../api/account.js';
import {ApiError} from '../../api/api-error.js';
import type {LedgerApi} from '../../api/node-api.js';
import {formatAmount, parseAmount} from '../../protocol/amount.js';
import type {Network} from '../../protocol/network.js';
import {feeFor} from './fee.js';
import {completeTransfer, costOfRequest, type PreparedTransfer} from './prepared-transfer.js';
import {type CheckedRequest, checkRequest, type TransferRequest} from './transfer-request.js';

type Dependencies = {readonly node: LedgerApi; readonly network: Network};

/**
Decides what a request leaves open: the fee, the nonce, and from where it is paid.

@param addresses - Where it may be paid from: the one that was asked for, or all of the wallet, first the one to be preferred.
@throws {ApiError} `balance_too_low`, `split_needed`; and what a wrong request fails with.
*/
export async function prepareTransfer(request: TransferRequest, addresses: readonly Address[], {node, network}: Dependencies): Promise<PreparedTransfer> {
	const checked = checkRequest(request, network);
	const fee = await feeFor(request, checked.size, {node});
	const source = await chooseSource(addresses, {checked, fee, node});
	return completeTransfer(checked, fee, {
		from: source.address,
		available: parseAmount(source.spendable),
		nonce: source.next_nonce,
	});
}

type Choice = {readonly checked: CheckedRequest; readonly fee: Amount; readonly node: LedgerApi};

/** The first address if it has enough, otherwise any other that has. */
async function chooseSource([first, ...others]: readonly Address[], {checked, fee, node}: Choice): Promise<AddressObject> {
	const needed = costOfRequest(checked, fee);
	const preferred = await node.address(first!);
	if (others.length === 0 || parseAmount(preferred.spendable) >= needed) {
		return preferred;
	}

	const accounts = [preferred, ...await Promise.all(others.map(async address => node.address(address)))];
	const rich = accounts.find(({spendable}) => parseAmount(spendable) >= needed);
	if (rich) {
		return rich;
	}

	const together = splitOver(accounts, {amount: checked.fixed, fee});
	const most = richestFirst(accounts)[0]!.spendable;
	throw together && !checked.hasMax
		? new ApiError('split_needed', `this takes ${formatAmount(needed)}, fee included, and no address alone has it; send parts of it from ${together.join(', ')}`, {addresses: together, needed: formatAmount(needed)})
		: new ApiError('balance_too_low', `this takes ${formatAmount(needed)}, fee included; the most that one address has to spend is ${most}`, {needed: formatAmount(needed), spendable: most});
}

/** The fewest addresses that can pay an amount together, each with a fee of its own; `undefined` when all of them cannot. */
function splitOver(accounts: readonly AddressObject[], {amount, fee}: {amount: Amount; fee: Amount}): Address[] | undefined {
	const used: Address[] = [];
	let missing = amount;
	for (const {address, spendable} of richestFirst(accounts)) {
		const share = parseAmount(spendable) - fee;
		if (missing <= 0n || share <= 0n) {
			break;
		}

		used.push(address);
		missing -= share;
	}

	return missing <= 0n ? used : undefined;
}

const richestFirst = (accounts: readonly AddressObject[]): AddressObject[] => accounts.toSorted((a, b) => Number(parseAmount(b.spendable) - parseAmount(a.spendable)));
