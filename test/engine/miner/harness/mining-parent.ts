import process from 'node:process';
import {Miner} from '../../../../source/engine/miner/miner.js';
import {ScriptedSource} from './scripted-source.js';
import {someWork} from './some-work.js';

/*
A program that mines for ever, to be killed: it prints the ids of its miner processes once they mine.
*/

const source = new ScriptedSource();
source.give(someWork());
const miner = new Miner({processes: 2}, {source, clock: Date.now, random: Math.random});
miner.subscribe(({event}) => {
	if (event === 'ready') {
		process.stdout.write(`${JSON.stringify(miner.state().processes.map(({pid}) => pid))}\n`);
	}
});
miner.start();
