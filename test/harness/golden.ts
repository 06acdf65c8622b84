import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {stripVTControlCharacters} from 'node:util';
import test, {type ExecutionContext} from 'ava';
import stringWidth from 'string-width';

/*
Frames as they shall look, in text files beside the tests: `golden/NAME.txt`. With `UPDATE_GOLDEN=1` they are written anew, for a person to look at what has changed.
*/

const folder = new URL('golden/', test.meta.file);

/**
Holds a frame against the one that is kept. Colours do not count, nor spaces at the end of a line.

@param columns - No line may be wider.
*/
export function golden(t: ExecutionContext, name: string, frame: string, columns = Number.POSITIVE_INFINITY): void {
	const lines = stripVTControlCharacters(frame).split('\n').map(line => line.trimEnd());
	const text = `${lines.join('\n').trimEnd()}\n`;
	t.deepEqual(lines.filter(line => stringWidth(line) > columns), [], 'lines are wider than the terminal');
	const file = fileURLToPath(new URL(`${name}.txt`, folder));
	if (process.env['UPDATE_GOLDEN'] === '1') {
		mkdirSync(folder, {recursive: true});
		writeFileSync(file, text);
	}

	if (existsSync(file)) {
		t.is(text, readFileSync(file, 'utf8'));
	} else {
		t.fail(`there is no ${file} yet; if this is how it shall look, write it with UPDATE_GOLDEN=1:\n${text}`);
	}
}
