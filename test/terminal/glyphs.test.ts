import test from 'ava';
import {lacksBlocks} from '../../source/terminal/glyphs.js';

test('the console of Linux and locales without UTF-8 lack the characters of charts', t => {
	t.true(lacksBlocks({TERM: 'linux', LANG: 'en_US.UTF-8'}));
	t.true(lacksBlocks({TERM: 'xterm', LANG: 'C'}));
	t.true(lacksBlocks({TERM: 'xterm', LANG: 'en_US.UTF-8', LC_ALL: 'C'}));
	t.false(lacksBlocks({TERM: 'xterm-256color', LANG: 'de_DE.utf8'}));
	t.false(lacksBlocks({TERM: 'xterm', LANG: 'C', LC_ALL: 'C.UTF-8'}));
	t.false(lacksBlocks({TERM: 'xterm'}));
	t.false(lacksBlocks({TERM: 'xterm', LC_ALL: '', LANG: ''}));
});
