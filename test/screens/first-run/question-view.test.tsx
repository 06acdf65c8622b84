import test from 'ava';
import {QuestionView} from '../../../source/screens/first-run/question-view.js';
import {type FirstRunState, firstRunStart} from '../../../source/screens/first-run/state.js';
import {themes} from '../../../source/theme.js';
import {golden} from '../../harness/golden.js';
import {frameOf} from '../../harness/surroundings.js';

const phrase = 'abandon ability able about above absent absorb abstract absurd abuse access accident';
const start = firstRunStart({hasNetwork: false, isMore: false, wallets: []});
const typed = (text: string) => ({text, cursor: [...text].length});

const states: Readonly<Record<string, FirstRunState>> = {
	welcome: start,
	join: {...start, step: 'join', field: {text: '192.168.1.20', cursor: 12}, error: 'no node answers at http://192.168.1.20: nothing listens there'},
	own: {...start, step: 'own', networks: ['dev', 'main'], selected: 2},
	wallet: {...start, step: 'wallet', selected: 1},
	name: {...start, step: 'name', field: typed('default')},
	passphrase: {...start, step: 'passphrase', field: typed('correct horse')},
	without: {...start, step: 'without'},
	phrase: {...start, step: 'phrase', phrase, error: 'that was not word 4: compare what you have written with what is here'},
	word: {...start, step: 'word', phrase, positions: [3, 9], answered: 1, field: typed('abu')},
	restore: {...start, step: 'restore', kind: 'restore', field: typed(`${phrase} ${phrase.replace('able', 'unbelievably-wrong')}`), wrongWord: 15, error: 'word 15 of the phrase is not one of the BIP 39 words'},
	busy: {...start, step: 'again', task: {kind: 'create', name: 'default', passphrase: undefined}},
};

for (const [columns, rows] of [[60, 20], [80, 24], [120, 40]] as const) {
	for (const [name, state] of Object.entries(states)) {
		test(`${name} at ${columns} columns`, t => {
			const size = {columns, rows: rows - 2};
			const frame = frameOf(<QuestionView state={state} network='practice' size={size} theme={themes.dark} onField={() => undefined}/>, size);
			t.true(frame.split('\n').length <= size.rows);
			golden(t, `${name}-${columns}`, frame, columns);
		});
	}
}
