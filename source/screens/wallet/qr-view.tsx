import {Box, Text} from 'ink';
import {isAscii} from '../../hooks/is-ascii.js';
import {wrapLines} from '../../terminal/wrap.js';
import {qrLines} from './qr-lines.js';

type Properties = {
	readonly address: string;
	readonly columns: number;
	readonly rows: number;
};

/** An address for the camera of a phone, and for people. */
export function QrView({address, columns, rows}: Properties) {
	const printed = wrapLines(address, columns);
	// BIP 173: in a QR code, upper case makes an address shorter, and means the same.
	const lines = isAscii ? undefined : qrLines(address.toUpperCase(), columns, rows - printed.length);
	return (
		<Box flexDirection='column' width={columns} height={rows} alignItems='center' justifyContent='center' overflowY='hidden'>
			{lines === undefined
				? <Text wrap='wrap'>{isAscii ? 'A QR code needs a terminal with block characters: one that speaks UTF-8.' : 'A QR code of this address needs a larger terminal.'}</Text>
				: lines.map((line, index) => <Text key={`${index}`} color='whiteBright' backgroundColor='black' wrap='truncate'>{line}</Text>)}
			{printed.map(line => <Text key={line} wrap='truncate'>{line}</Text>)}
		</Box>
	);
}
