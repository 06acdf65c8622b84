import type {TestTerminal} from '../harness/terminal.js';

/** Answers the first run as somebody who practises, without passphrase. @returns The words of the wallet. */
export async function practise(terminal: TestTerminal): Promise<readonly string[]> {
	await terminal.expectFrame(/❯ Practise/v);
	await terminal.press('enter');
	const words = await makeWallet(terminal);
	await terminal.expectFrame(/ practice #\d/v);
	return words;
}

/** Joins the network of a node. */
export async function join(terminal: TestTerminal, url: string): Promise<void> {
	await terminal.expectFrame(/❯ Practise/v);
	await terminal.press('down', 'down', 'enter');
	await terminal.expectFrame(/Where is a node of the network/v);
	terminal.type(url);
	await terminal.expectFrame(frame => frame.includes(`› ${url}`));
	await terminal.press('enter');
}

/** Answers the questions about a wallet, without passphrase. @returns Its words. */
export async function makeWallet(terminal: TestTerminal): Promise<readonly string[]> {
	await terminal.expectFrame(/❯ A new wallet/v);
	await terminal.press('enter');
	await terminal.expectFrame(/› default/v);
	await terminal.press('enter');
	await terminal.expectFrame(/Passphrase\n/v);
	await terminal.press('enter');
	await terminal.expectFrame(/Without passphrase\?/v);
	await terminal.press('down', 'enter');
	const shown = await terminal.expectFrame(/Write these words down/v);
	const words = [...shown.matchAll(/\d+ (?<word>[a-z]{3,8})/gv)].map(({groups}) => groups!['word']!);
	await terminal.press('enter');
	const first = await answerWord(terminal, words, undefined);
	await answerWord(terminal, words, first);
	await terminal.expectFrame(/ 1 Node /v);
	return words;
}

/** Types the word that is asked for. @param before - The number that was asked for before. @returns The one that was asked for. */
async function answerWord(terminal: TestTerminal, words: readonly string[], before: string | undefined): Promise<string> {
	const numberIn = (frame: string) => /Which word is number (?<number>\d+)\?/v.exec(frame)?.groups!['number'];
	const frame = await terminal.expectFrame(now => numberIn(now) !== undefined && numberIn(now) !== before);
	const number = numberIn(frame)!;
	terminal.type(words[Number(number) - 1]!);
	await terminal.expectFrame(new RegExp(`› ${words[Number(number) - 1]!}`, 'v'));
	await terminal.press('enter');
	return number;
}
