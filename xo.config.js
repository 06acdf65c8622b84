/** @type {import('xo').FlatXoConfig} */
const config = [
	{ignores: ['dist/**', 'test/vectors/**']},
	{
		rules: {
			// Objects of the wire, network files and error codes are written in snake_case.
			'@typescript-eslint/naming-convention': 'off',
			camelcase: 'off',
			// JSON knows null, and the wire is JSON.
			'@typescript-eslint/no-restricted-types': 'off',
			// Hashes, targets and kernels are made of bits.
			'no-bitwise': 'off',
			// These take a Uint8Array for an array: its slice for a spread, and say that a copy costs nothing.
			'unicorn/prefer-spread': 'off',
			'unicorn/no-array-reverse': 'off',
			// Blocks connect one after the other, and a stream is a loop that waits.
			'no-await-in-loop': 'off',
			// Sums of amounts are sums.
			'unicorn/no-array-reduce': ['error', {allowSimpleOperations: true}],
			// Brands are casts; `protocol/brands.ts` says which.
			'@typescript-eslint/no-unsafe-type-assertion': 'off',
			// Does not know that Math.min cannot take a bigint.
			'unicorn/prefer-math-min-max': 'off',
			'no-restricted-syntax': [
				'error',
				// The other way to import it brings what it says in fifty languages: 400 kB in every process.
				{selector: 'ImportDeclaration[source.value="zod"][importKind="value"] > ImportSpecifier', message: 'import * as z from \'zod\''},
				// Small arrays share a buffer, and begin somewhere in it.
				{selector: 'NewExpression[callee.name="DataView"][arguments.length<3]', message: 'use viewOf'},
			],
			'@stylistic/max-len': 'off',
			'n/prefer-global/buffer': ['error', 'always'],
			'@stylistic/object-curly-newline': 'off',
			'@stylistic/no-mixed-operators': 'off',
			'unicorn/numeric-separators-style': ['error', {hexadecimal: {minimumDigits: 0, groupLength: 4, onlyIfContainsSeparator: true}}],
			'unicorn/number-literal-case': ['error', {hexadecimalValue: 'lowercase'}],
		},
	},
];

export default config;
