import {execFileSync} from 'node:child_process';
import process from 'node:process';
import {refusedWith} from '../engine/node/refused.js';
import {LevelStorage} from '../../source/engine/storage/level-storage.js';

/*
Started with room for a few files only: writes until there is no more, gets room, goes on, and says what happened. Its argument is the folder.
*/

const writeOne = async (storage: LevelStorage, number: number) => refusedWith(storage.write([{key: Uint8Array.of(number), value: new Uint8Array(3000).fill(number)}], {durable: true}));

const storage = await LevelStorage.open(process.argv[2]!);
const written: number[] = [];
let number = 0;
let refusal = await writeOne(storage, number);
while (refusal === undefined && number < 200) {
	written.push(number);
	number++;
	refusal = await writeOne(storage, number);
}

execFileSync('prlimit', ['--pid', String(process.pid), '--fsize=unlimited:unlimited']);
for (let later = number + 1; later < number + 20; later++) {
	if (await writeOne(storage, later) === undefined) {
		written.push(later);
	}
}

await storage.close();
process.stdout.write(JSON.stringify({refusal, written}));
