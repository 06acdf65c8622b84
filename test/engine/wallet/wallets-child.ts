import process from 'node:process';
import {Wallets} from '../../../source/engine/wallet/wallets.js';
import {devNetwork} from '../../harness/networks.js';
import {CHEAP} from './fixture.js';

/*
What a test starts several times at once: makes the wallet `race`, or finds it made, and adds addresses to the wallet `shared`. Prints whether it made the first.
*/

const [folder, count] = process.argv.slice(2) as [string, string];
const wallets = new Wallets({folder, network: devNetwork, cost: CHEAP});

async function makeRace(): Promise<boolean> {
	try {
		await wallets.create('race', {passphrase: 'correct horse'});
		return true;
	} catch {
		return false;
	}
}

const made = await makeRace();
const shared = await wallets.open('shared');
for (let index = 0; index < Number(count); index++) {
	await shared.addAddress();
}

console.log(JSON.stringify({made}));
