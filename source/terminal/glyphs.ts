/**
Whether a terminal lacks the block characters that charts are drawn with: the console of Linux has a font without them, and where the locale is not UTF-8 they come out as rubbish.
*/
export function lacksBlocks(environment: Readonly<Record<string, string | undefined>>): boolean {
	// The first that is set counts, as in locale(7). Where none is, as on Windows and in many containers, UTF-8 is what there is.
	const locale = [environment['LC_ALL'], environment['LC_CTYPE'], environment['LANG']].find(value => value !== undefined && value !== '');
	return environment['TERM'] === 'linux' || (locale !== undefined && !/utf-?8/iv.test(locale));
}
