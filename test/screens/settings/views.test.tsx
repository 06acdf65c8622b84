import test from 'ava';
import type {ReactElement} from 'react';
import type {Size} from '../../../source/hooks/surroundings.js';
import {parseNetwork} from '../../../source/protocol/network.js';
import {builtInNetworks, namedLike, presets} from '../../../source/protocol/presets.js';
import {NetworksView} from '../../../source/screens/settings/networks-view.js';
import {otherTheme, readPort, settingRows, type SettingsFacts} from '../../../source/screens/settings/rows.js';
import {SettingsView} from '../../../source/screens/settings/view.js';
import {noSettings} from '../../../source/store/program-state.js';
import {themes} from '../../../source/theme.js';
import {golden} from '../../harness/golden.js';
import {frameOf} from '../../harness/surroundings.js';
import {contacts, now} from '../wallet/examples.js';

const theme = themes.dark;
const sizes: readonly Size[] = [{columns: 60, rows: 18}, {columns: 80, rows: 22}, {columns: 120, rows: 38}];
const networks = [...builtInNetworks, namedLike(presets.lesson, 'club', now - 100)].map(file => parseNetwork(file, now));
const club = networks.at(-1)!;

const own: SettingsFacts = {
	network: club,
	settings: noSettings,
	isOwn: true,
	url: 'http://127.0.0.1:5000',
	lanUrls: [],
	dataFolder: '/home/alice/.local/share/chain-tui',
	contacts,
	trouble: undefined,
	version: '0.1.0',
	processes: 3,
	guessedTheme: 'dark',
};
const attached: SettingsFacts = {...own, isOwn: false, url: 'http://192.168.1.5:5000', trouble: 'no node answers', contacts: [], version: undefined, processes: undefined};
const moved: SettingsFacts = {...own, settings: {...noSettings, port: 6001, isLan: true, theme: 'light'}, url: 'http://127.0.0.1:6002', lanUrls: ['http://192.168.1.5:6002']};

const settings = (facts: SettingsFacts, selected: number) => ({columns, rows}: Size) => <SettingsView entries={settingRows(facts)} selected={selected} top={0} columns={columns} rows={rows} theme={theme}/>;

const views: Readonly<Record<string, (size: Size) => ReactElement>> = {
	own: settings(own, 0),
	attached: settings(attached, 3),
	moved: settings(moved, 5),
	folder: settings(own, 7),
	genesis: settings(own, 2),
	networks: size => <NetworksView networks={networks} current={club.genesis.hash} selected={1} top={0} columns={size.columns} rows={size.rows} theme={theme}/>,
	'networks-unread': size => <NetworksView networks={[]} current={club.genesis.hash} selected={0} top={0} columns={size.columns} rows={size.rows} theme={theme}/>,
};

for (const [name, view] of Object.entries(views)) {
	for (const size of sizes) {
		test(`${name} looks as it shall at ${size.columns} columns`, t => {
			const frame = frameOf(view(size), size);
			t.true(frame.split('\n').length <= size.rows, `${frame.split('\n').length} rows`);
			golden(t, `${name}-${size.columns}`, frame, size.columns);
		});
	}
}

test('what a setting means fits below it, at every size', t => {
	for (const size of sizes) {
		for (const facts of [own, attached, moved]) {
			for (const [index, {help}] of settingRows(facts).entries()) {
				const frame = frameOf(settings(facts, index)(size), size);
				const shown = frame.replaceAll(/[│\s]/gv, '');
				t.true(shown.includes(help.replaceAll(/\s/gv, '')), `${help} at ${size.columns} columns`);
			}
		}
	}
});

test('a port is read as it is typed', t => {
	t.is(readPort(' 6001 '), 6001);
	t.is(readPort(''), undefined);
	for (const text of ['0', '65536', '-1', '5000x', '5e3', '1.5', '５０００', '99999999999']) {
		t.throws(() => readPort(text), {message: 'a port is a whole number from 1 to 65535'});
	}
});

test('themes go round', t => {
	t.deepEqual([otherTheme(undefined, 1), otherTheme('dark', 1), otherTheme('light', 1), otherTheme(undefined, -1)], ['dark', 'light', undefined, 'light']);
});
