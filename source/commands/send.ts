import {readFile} from 'node:fs/promises';
import {ApiError} from '../api/api-error.js';
import type {TransactionObject} from '../api/transaction.js';
import type {Session} from '../runtime/open-session.js';
import {parseRecipients, type PreparedTransfer} from '../runtime/wallet.js';
import {type Context, defineCommand} from './command.js';
import {switchFlag, valueFlag} from './flag.js';
import {durationValue, textValue, typedAmountValue} from './flag-values.js';
import {addressNamed, askPassphrase, withSession} from './open.js';
import {pairs} from './table.js';

const DEFAULT_TIMEOUT_SECONDS = 600;

const flags = {
	from: valueFlag('ADDRESS', 'the address of the wallet that pays; by default the first that has enough', textValue),
	fee: valueFlag('AMOUNT', 'the fee; by default what gets it into one of the next blocks, unless the node wants very much for that', typedAmountValue),
	memo: valueFlag('TEXT', 'up to 256 bytes that everybody can read', textValue),
	wait: switchFlag('wait until it is confirmed'),
	timeout: valueFlag('SPAN', 'how long to wait: 30s, 10m, 2h; by default 10m', durationValue),
	yes: switchFlag('send without asking'),
	'from-csv': valueFlag('FILE', 'send to many: a line of ADDRESS,AMOUNT each', textValue),
};

export const command = defineCommand({
	parameters: ['[ADDRESS]', '[AMOUNT]'],
	description: 'Sends coins to an address or a contact; the amount `max` sends all there is. It shows what it is about to do, and asks.',
	flags,
	examples: ['send tui1q... 1.5', 'send alice 10 --memo "for the pizza" --wait', 'send --from-csv payroll.csv --yes'],
	async run(context) {
		const {output, signal, global, flags: {from, fee, memo, wait, timeout = DEFAULT_TIMEOUT_SECONDS}} = context;
		checkConsent(context);
		const wanted = wantedOf(context);
		await withSession(context, {access: 'attach'}, async session => {
			const wallet = await session.openWallet(global.wallet);
			const outputs = await outputsOf(wanted, session);
			const prepared = await wallet.prepareTransfer({outputs, from, fee, memo});
			await consent(prepared, session.workspace.network.symbol, context);
			await wallet.unlock(wallet.keystore.isEncrypted ? await askPassphrase(context, wallet.name) : undefined);
			// Whoever has interrupted us does not want it any more.
			signal.throwIfAborted();
			const sent = await wallet.send(prepared);
			wallet.lock();
			if (!wait) {
				output.result(sent, `Sent: ${sent.id}`);
				return;
			}

			output.note(`Sent: ${sent.id}; waiting for a block`);
			const confirmed = await wallet.waitForConfirmation(sent.id, {signal, timeoutMs: timeout * 1000});
			output.result(confirmed, confirmationText(confirmed));
		});
	},
});

/** Without anybody to ask, silence is no consent. */
function checkConsent({flags: {yes}, prompt}: Context<typeof flags>): void {
	if (!yes && !prompt.isTerminal) {
		throw new ApiError('usage', 'there is no terminal to ask on: say --yes to send without asking');
	}
}

type Wanted = {readonly file: string} | {readonly recipient: string; readonly amount: string};

/** Before a node is looked for: what is wrong with the words is wrong with any node. */
function wantedOf({parameters: [recipient, amount], flags: {'from-csv': file}}: Context<typeof flags>): Wanted {
	if (file !== undefined) {
		if (recipient !== undefined) {
			throw new ApiError('usage', 'name a recipient or a file, not both');
		}

		return {file};
	}

	if (recipient === undefined || amount === undefined) {
		throw new ApiError('usage', `${recipient === undefined ? 'ADDRESS' : 'AMOUNT'} is missing`);
	}

	return {recipient, amount: amount === 'max' ? amount : readAmount(amount)};
}

async function outputsOf(wanted: Wanted, {workspace}: Session): Promise<Array<{recipient: string; amount: string}>> {
	return 'file' in wanted
		? parseRecipients(await readText(wanted.file), workspace.network)
		: [{recipient: await addressNamed(workspace, wanted.recipient), amount: wanted.amount}];
}

function readAmount(text: string): string {
	const {success, data, error} = typedAmountValue.safeParse(text);
	if (!success) {
		throw new ApiError('amount_invalid', error.issues[0]!.message);
	}

	return data;
}

async function readText(location: string): Promise<string> {
	try {
		return await readFile(location, 'utf8');
	} catch (error) {
		throw new ApiError('file_unreadable', `cannot read ${location}`, undefined, {cause: error});
	}
}

/** Shows what is about to be sent, and unless it was said before, asks. Who is asked sees it even with --quiet. */
async function consent(prepared: PreparedTransfer, symbol: string, {flags: {yes}, output, prompt}: Context<typeof flags>): Promise<void> {
	const text = review(prepared, symbol);
	if (yes) {
		output.note(text);
	} else if (!await prompt.confirm(`${text}\n\nSend it?`)) {
		output.note('Not sent');
		throw new DOMException('not sent', 'AbortError');
	}
}

function review({from, outputs, fee, total, balanceAfter, memo, memoHex}: PreparedTransfer, symbol: string): string {
	return pairs([
		['From', from],
		...outputs.map(({recipient, amount}): [string, string] => ['To', `${recipient}  ${amount} ${symbol}`]),
		...(memoHex === '' ? [] : [['Memo', memo ?? memoHex] as const]),
		['Fee', fee],
		['Together', `${total} ${symbol}`],
		['Left there', balanceAfter],
	]);
}

const confirmationText = ({id, status: {height}}: TransactionObject): string => `Confirmed in block #${height}: ${id}`;
