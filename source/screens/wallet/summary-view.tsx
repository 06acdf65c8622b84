import {Box, Text} from 'ink';
import {Panel} from '../../components/panel.js';
import type {WalletState} from '../../store/wallet-store.js';
import {alignAmounts} from '../../terminal/align-amounts.js';
import {cut, fit, printable, shorten} from '../../terminal/cells.js';
import type {Theme} from '../../theme.js';

type Properties = {
	readonly wallet: Pick<WalletState, 'name' | 'balance' | 'addresses' | 'isEncrypted'>;
	/** Where it is paid. */
	readonly address: string;
	readonly symbol: string;
	readonly columns: number;
	readonly theme: Theme;
};

/** Rows that it takes. */
export const SUMMARY_ROWS = 6;

const WIDE = 100;
const LABEL = 10;

/** What a wallet has, and where it is paid. */
export function SummaryView({wallet, address, symbol, columns, theme}: Properties) {
	const {name, isEncrypted, addresses} = wallet;
	const note = `${isEncrypted ? 'encrypted' : 'no passphrase'} · ${addresses.length === 1 ? '1 address' : `${addresses.length} addresses`}`;
	if (columns < WIDE) {
		return (
			<Panel title={`Wallet ${printable(name)}`} note={note} width={columns} height={SUMMARY_ROWS}>
				<Amounts wallet={wallet} symbol={symbol} width={columns - 4} theme={theme}/>
				<Text wrap='truncate'><Text dimColor>{fit('Receive at', LABEL)} </Text><Text color={theme.accent}>{addressWithin(address, columns - 5 - LABEL)}</Text></Text>
			</Panel>
		);
	}

	const left = Math.floor(columns / 2);
	const right = columns - left;
	return (
		<Box width={columns} height={SUMMARY_ROWS}>
			<Panel title={`Wallet ${printable(name)}`} width={left} height={SUMMARY_ROWS}>
				<Amounts wallet={wallet} symbol={symbol} width={left - 4} theme={theme}/>
			</Panel>
			<Panel title='Receive at' note={note} width={right} height={SUMMARY_ROWS}>
				<Text color={theme.accent} wrap='truncate'>{addressWithin(address, right - 4)}</Text>
				<Text> </Text>
				<Text dimColor wrap='truncate'>{cut('y copies it, Q shows it as a QR code', right - 4)}</Text>
				<Text dimColor wrap='truncate'>{cut('n makes a new one, a lists them all', right - 4)}</Text>
			</Panel>
		</Box>
	);
}

type AmountsProperties = Pick<Properties, 'symbol' | 'theme'> & {
	readonly wallet: Pick<WalletState, 'balance'>;
	readonly width: number;
};

function Amounts({wallet: {balance}, symbol, width, theme}: AmountsProperties) {
	const unknown = 'n/a';
	const [available, pending, immature] = balance
		? alignAmounts([balance.spendable, balance.pending_in, balance.immature])
		: [unknown, unknown, unknown];
	const room = width - LABEL - 1;
	const line = (amount: string, note: string): {shown: string; rest: string} => {
		const shown = `${amount} ${note === '' ? symbol : ''}`.trimEnd();
		return {shown, rest: cut(note, Math.max(0, room - amount.length - 2))};
	};

	const rows = [
		{label: 'Available', ...line(available!, ''), color: theme.good, isBold: true},
		{label: 'Pending', ...line(pending!, pendingNote(balance)), color: (balance?.pending_in ?? '0') === '0' && (balance?.pending_out ?? '0') === '0' ? undefined : theme.warning, isBold: false},
		{label: 'Immature', ...line(immature!, 'mined, not mature yet'), color: undefined, isBold: false},
	];
	return (
		<Box flexDirection='column' width={width}>
			{rows.map(({label, shown, rest, color, isBold}) => (
				<Text key={label} wrap='truncate'>
					<Text dimColor>{fit(label, LABEL)} </Text><Text bold={isBold} {...(color === undefined ? {} : {color})}>{shown}</Text><Text dimColor>{`  ${rest}`}</Text>
				</Text>
			))}
		</Box>
	);
}

function pendingNote(balance: WalletState['balance']): string {
	const outgoing = balance?.pending_out ?? '0';
	return outgoing === '0' ? 'coming in' : `in, ${outgoing} out`;
}

/** The whole address where it fits. */
const addressWithin = (address: string, width: number): string => address.length <= width ? address : shorten(address, Math.max(4, width - 9), 8);
