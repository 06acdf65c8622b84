import {explorerScreen} from '../screens/explorer/index.js';
import {minerScreen} from '../screens/miner/index.js';
import {nodeScreen} from '../screens/node/index.js';
import {poolScreen} from '../screens/pool/index.js';
import type {Screen} from '../screens/screen.js';
import {settingsScreen} from '../screens/settings/index.js';
import {walletScreen} from '../screens/wallet/index.js';

/** Every screen, in the order of the tabs. A new one is a folder and a line here. */
export const screens: readonly Screen[] = [nodeScreen, poolScreen, minerScreen, walletScreen, explorerScreen, settingsScreen];
