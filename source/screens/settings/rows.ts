import {ApiError} from '../../api/api-error.js';
import type {Network} from '../../protocol/network.js';
import {formatAmount} from '../../protocol/amount.js';
import type {ProgramState} from '../../store/program.js';
import type {ThemeName} from '../../theme.js';
import {formatCount, formatDuration} from '../../terminal/format.js';

/** A line of the screen Settings. */
export type SettingRow = {
	readonly id: 'network' | 'genesis' | 'rules' | 'node' | 'port' | 'lan' | 'folder' | 'version' | 'processes' | 'contacts' | 'theme';
	/** What it belongs to. */
	readonly group: string;
	readonly label: string;
	readonly value: string;
	/** What it means, and when a change of it counts. */
	readonly help: string;
	/** How it is changed: not at all, by going through choices, or by asking something. */
	readonly kind: 'fact' | 'choice' | 'question';
	/** Whether something is wrong with it. */
	readonly isBad?: boolean;
};

export type SettingsFacts = Pick<ProgramState, 'settings' | 'isOwn' | 'url' | 'lanUrls' | 'dataFolder' | 'contacts'> & {
	readonly network: Network;
	readonly trouble: string | undefined;
	readonly version: string | undefined;
	readonly processes: number | undefined;
	readonly guessedTheme: ThemeName;
};

const DEFAULT_PORT = 5000;

export function settingRows(facts: SettingsFacts): readonly SettingRow[] {
	return [...networkRows(facts.network), ...nodeRows(facts), ...personalRows(facts)];
}

function networkRows({name, symbol, genesis, blockTime, reward, coinbaseMaturity, retargetWindow}: Network): readonly SettingRow[] {
	const rules = [`a block in ${formatDuration(blockTime)}`, `${formatAmount(reward)} ${symbol} each`, `mature after ${formatCount(coinbaseMaturity)}`, retargetWindow === 0 ? 'fixed difficulty' : 'difficulty follows'];
	return [
		{id: 'network', group: 'Network', label: 'Name', value: name, help: 'Enter lists the networks there are, makes a new one, or adds one from a file or a node. Going over to another one takes effect at once.', kind: 'question'},
		{id: 'rules', group: 'Network', label: 'Rules', value: rules.join(', '), help: `${rules.join(', ')}. Written into the genesis of the network: they can never change.`, kind: 'fact'},
		{id: 'genesis', group: 'Network', label: 'Genesis', value: genesis.hash, help: `${genesis.hash} Whoever has the same genesis has the same network. y copies it.`, kind: 'fact'},
	];
}

function nodeRows({settings, isOwn, url, lanUrls, trouble, dataFolder, version}: SettingsFacts): readonly SettingRow[] {
	const later = isOwn ? 'A change starts the node of this program anew, which takes a moment.' : 'The node runs in another program: this counts when one runs here.';
	const port = settings.port ?? DEFAULT_PORT;
	const moved = isOwn && url !== undefined && !url.endsWith(`:${port}`) ? `, but at ${url.replace(/^.*:/v, '')} now: it was taken` : '';
	return [
		trouble === undefined
			? {id: 'node', group: 'Node', label: 'Runs', value: `${isOwn ? 'in this program' : 'in another program'}, at ${url ?? 'n/a'}`, help: isOwn ? 'It ends with this program. Others on this machine find it by themselves.' : 'It goes on when this program ends. The keys of your wallets stay here.', kind: 'fact'}
			: {id: 'node', group: 'Node', label: 'Runs', value: `does not answer, at ${url ?? 'n/a'}`, help: 'It is tried again all the time. Enter looks for a node on this machine now, and starts one here if there is none.', kind: 'question', isBad: true},
		{id: 'port', group: 'Node', label: 'Port', value: `${port}${settings.port === undefined ? ', the usual one' : ''}${moved}`, help: `Where the node listens; one that is taken moves on to the next. ${later}`, kind: 'question'},
		{id: 'lan', group: 'Node', label: 'Open to LAN', value: settings.isLan ? `on${lanUrls.length === 0 ? '' : `: ${lanUrls.join(', ')}`}` : 'off: only this machine can use the node', help: `Others never get at your keys. ${later}`, kind: 'question'},
		{id: 'version', group: 'Node', label: 'Version', value: version ?? 'n/a', help: 'Of the program that the node runs in.', kind: 'fact'},
		{id: 'folder', group: 'Node', label: 'Data folder', value: dataFolder, help: `${dataFolder} holds chains, wallets, contacts, settings and the log. Another one is chosen when the program starts: --data-dir DIR.`, kind: 'fact'},
	];
}

function personalRows({settings, processes, contacts, guessedTheme}: SettingsFacts): readonly SettingRow[] {
	return [
		{id: 'processes', group: 'Mining', label: 'Processes', value: formatCount(processes), help: 'Each takes a core while the miner runs. Left and right change it at once, and for the next time.', kind: 'choice'},
		{id: 'contacts', group: 'People', label: 'Contacts', value: contacts.length === 0 ? 'nobody yet' : formatCount(contacts.length), help: 'Names for addresses, wherever they are shown and typed. Enter lists them.', kind: 'question'},
		{id: 'theme', group: 'Display', label: 'Theme', value: settings.theme ?? `auto, which is ${guessedTheme}`, help: 'For terminals with a dark or a light background. Left and right change it at once.', kind: 'choice'},
	];
}

const themeChoices = [undefined, 'dark', 'light'] as const;

/** The theme before or after one. */
export const otherTheme = (theme: ThemeName | undefined, by: 1 | -1): ThemeName | undefined => themeChoices.at((themeChoices.indexOf(theme) + by) % themeChoices.length);

/** A port as it is typed; nothing is the usual one. @throws {ApiError} `usage`. */
export function readPort(text: string): number | undefined {
	const typed = text.trim();
	const port = Number(typed);
	if (typed === '') {
		return undefined;
	}

	if (!/^\d{1,5}$/v.test(typed) || port < 1 || port > 65_535) {
		throw new ApiError('usage', 'a port is a whole number from 1 to 65535');
	}

	return port;
}
