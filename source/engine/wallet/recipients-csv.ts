import type {Address} from '../../protocol/brands.js';
import {ApiError, toApiError} from '../../api/api-error.js';
import {formatAmount, parseTypedAmount} from '../../protocol/amount.js';
import type {Network} from '../../protocol/network.js';
import {MAX_OUTPUTS} from '../../protocol/transfer.js';
import {CsvError, type CsvRow, parseCsv} from './csv.js';
import {readAddress} from './network-address.js';

/** One line of the list, as `prepareTransfer` takes it. */
export type Recipient = {
	readonly recipient: Address;
	/** Coins, in canonical form. */
	readonly amount: string;
};

/**
Reads a list of payments: on each line an address, an amount of coins, and whatever else. There may be blank lines, and a header on the first.

@throws {ApiError} `address_invalid`, `address_wrong_network`, `amount_invalid`, or `invalid_request` when the list is empty, too long or no CSV. The message begins with the line, and `details.line` has it too.
*/
export function parseRecipients(text: string, network: Pick<Network, 'addressPrefix'>): Recipient[] {
	const rows = readRows(text);
	const payments = rows[0] && isHeader(rows[0]) ? rows.slice(1) : rows;
	if (payments.length === 0) {
		throw new ApiError('invalid_request', 'the list of recipients is empty; each line is ADDRESS,AMOUNT');
	}

	const tooMany = payments[MAX_OUTPUTS];
	if (tooMany) {
		throw lineError(tooMany.line, new ApiError('invalid_request', `a transfer has at most ${MAX_OUTPUTS} recipients; the list has ${payments.length}`));
	}

	return payments.map(row => readRecipient(row, network));
}

function readRows(text: string): CsvRow[] {
	try {
		return [...parseCsv(text)].filter(({cells}) => cells.some(cell => cell !== ''));
	} catch (error) {
		if (error instanceof CsvError) {
			throw new ApiError('invalid_request', error.message, {line: error.line});
		}

		throw error;
	}
}

/** Two words without a digit. Every address and every amount has one, so that no payment with a mistake in it passes for a header. */
const isHeader = ({cells: [address = '', amount = '']}: CsvRow): boolean => [address, amount].every(cell => cell !== '' && !/\d/v.test(cell));

function readRecipient({line, cells: [address = '', amount]}: CsvRow, network: Pick<Network, 'addressPrefix'>): Recipient {
	if (amount === undefined) {
		throw lineError(line, new ApiError('invalid_request', `expected ADDRESS,AMOUNT; got ${JSON.stringify(address.slice(0, 100))}`));
	}

	try {
		return {recipient: readAddress(address, network), amount: readAmount(amount)};
	} catch (error) {
		throw lineError(line, toApiError(error));
	}
}

function readAmount(text: string): string {
	let units: bigint;
	try {
		units = parseTypedAmount(text);
	} catch (error) {
		throw error instanceof RangeError ? new ApiError('amount_invalid', error.message) : error;
	}

	if (units === 0n) {
		throw new ApiError('amount_invalid', 'an amount to send is above 0');
	}

	return formatAmount(units);
}

const lineError = (line: number, {code, message}: ApiError): ApiError => new ApiError(code, `line ${line}: ${message}`, {line});
