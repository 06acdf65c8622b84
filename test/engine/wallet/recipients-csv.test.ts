import test from 'ava';
import {ApiError} from '../../../source/api/api-error.js';
import type {ErrorCode} from '../../../source/api/error-codes.js';
import {parseRecipients} from '../../../source/engine/wallet/recipients-csv.js';
import {alice, addressOn, bob} from '../../harness/keys.js';
import {devNetwork, mainNetwork} from '../../harness/networks.js';

test('addresses and amounts are read; header, blank lines, quotes and further values are passed over', t => {
	const text = `\uFEFFAddress,Amount,Name\r\n\r\n${alice.address},1.50,Alice\r\n"${bob.address.toUpperCase()}" , "2" ,"Bob, the ""builder"""\n\n`;
	t.deepEqual(parseRecipients(text, devNetwork), [
		{recipient: alice.address, amount: '1.5'},
		{recipient: bob.address, amount: '2'},
	]);
});

test('a header is not needed, and an address may come twice', t => {
	t.is(parseRecipients(`${alice.address},1\n${alice.address},1`, devNetwork).length, 2);
});

test('every mistake is refused with its line', t => {
	const good = `${alice.address},1`;
	const cases: ReadonlyArray<readonly [text: string, code: ErrorCode, line: number]> = [
		[`${good}\n${bob.address.replace('q', 'p')},5`, 'address_invalid', 2],
		[`${bob.address.replace('q', 'p')},5`, 'address_invalid', 1],
		[`${good}\n\n"${addressOn(bob, mainNetwork)}",5`, 'address_wrong_network', 3],
		[`to,amount\n${good}\n${bob.address},1O`, 'amount_invalid', 3],
		[`${bob.address},ten`, 'amount_invalid', 1],
		[`${good}\n${bob.address},-1`, 'amount_invalid', 2],
		[`${good}\n${bob.address},0.00`, 'amount_invalid', 2],
		[`${good}\n${bob.address},1.123456789`, 'amount_invalid', 2],
		[`${good}\n${bob.address},`, 'amount_invalid', 2],
		[`${good}\n${bob.address}`, 'invalid_request', 2],
		[`${good}\n${bob.address};5`, 'invalid_request', 2],
		[`${good}\nname,amount`, 'address_invalid', 2],
		[`${good}\n"${bob.address},5`, 'invalid_request', 2],
		[`${good}\n`.repeat(256), 'invalid_request', 256],
	];
	for (const [text, code, line] of cases) {
		const error = t.throws(() => parseRecipients(text, devNetwork), {instanceOf: ApiError});
		t.is(error.code, code);
		t.deepEqual(error.details, {line});
		t.regex(error.message, new RegExp(`^line ${line}: `, 'v'));
	}
});

test('255 recipients are read, none are refused', t => {
	t.is(parseRecipients(`${alice.address},1\n`.repeat(255), devNetwork).length, 255);
	for (const text of ['', '\n\n', 'address,amount\n']) {
		const error = t.throws(() => parseRecipients(text, devNetwork), {instanceOf: ApiError});
		t.is(error.code, 'invalid_request');
	}
});
