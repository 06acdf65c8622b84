import test from 'ava';
import {golden} from '../harness/golden.js';
import {openShell} from '../harness/shell.js';
import {moments, poseOf} from './poses.js';

for (const [name, {pose, keys}] of Object.entries(moments)) {
	if (/-(?:busy|fresh|broken)$|^first-run$|^quit$|-send$|-help$/v.test(name)) {
		test.serial(`${name} can be read aloud: no borders, no drawings`, async t => {
			const shell = await openShell(t, poseOf({pose, keys}), {columns: 80, rows: 24, isScreenReader: true});
			await shell.press(...keys);
			const lines = shell.frame.split('\n').map(line => line.trim());
			t.deepEqual(lines.filter(line => /[─-╿▀-▟⠀-⣿●○◔✓✗❯‹›↔▲▼]/v.test(line)), []);
			golden(t, `aloud-${name}`, lines.filter(line => line !== '').join('\n'));
		});
	}
}
