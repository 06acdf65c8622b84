import {readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import ts from 'typescript';
import {ruleCodes, RuleError} from '../../source/protocol/rule-error.js';

const root = new URL('../', import.meta.url);

/**
The codes that the tests of a file provoke: a test whose title begins with the code and a colon, and that names the code in its body too.
*/
function provokedIn(path: string): string[] {
	const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
	return source.statements.flatMap(statement => {
		if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) {
			return [];
		}

		const [title, body] = statement.expression.arguments;
		const isRunning = /^test(?:\.serial)?$/v.test(statement.expression.expression.getText(source));
		if (!isRunning || !title || !ts.isStringLiteralLike(title) || !body) {
			return [];
		}

		const code = /^([a-z_]+):/v.exec(title.text)?.[1];
		return code !== undefined && body.getText(source).includes(`'${code}'`) ? [code] : [];
	});
}

test('every code has a test that provokes it', t => {
	const files = readdirSync(root, {recursive: true, encoding: 'utf8'}).filter(name => /\.test\.tsx?$/v.test(name));
	const provoked = new Set(files.flatMap(name => provokedIn(fileURLToPath(new URL(name, root)))));
	t.deepEqual(Object.keys(ruleCodes).filter(code => !provoked.has(code)), []);
});

test('a refusal says in words what is wrong, and with which values', t => {
	const error = new RuleError('time_too_old', {time: 5, parent_time: 6});
	t.is(error.name, 'RuleError');
	t.is(error.code, 'time_too_old');
	t.is(error.message, 'The time is not after the parent\'s. (time 5, parent time 6)');
	t.is(new RuleError('merkle_root').message, 'The Merkle root is not that of the transactions.');
});

test('every code is explained by one sentence', t => {
	for (const [code, meaning] of Object.entries(ruleCodes)) {
		t.regex(code, /^[a-z]+(?:_[a-z]+)*$/v);
		t.regex(meaning, /^[A-Zr].+[.\)]$/v, `${code}`);
	}
});
