import {Home} from '../test/harness/program.js';
import {captureScreen} from './capture.js';
import {Film} from './film.js';
import {openStage} from './stage.js';
import type {Picture} from './stills.js';

const SIZE = {columns: 80, rows: 24} as const;

/** From the first run to the first payment, as it is seen by who does it. */
export async function recordTour(): Promise<readonly Picture[]> {
	const {home, terminal, close} = openStage(await Home.open('practice'), SIZE);
	const film = new Film();
	const look = (seconds: number) => {
		film.add(captureScreen(terminal.screen), seconds);
	};

	/** Presses a key, waits for what it brings, and stays there for a while. */
	const press = async (key: string, shows: RegExp | ((frame: string) => boolean), seconds: number) => {
		await terminal.press(key);
		await terminal.expectFrame(shows);
		look(seconds);
	};

	/** Types as people do, a few letters at a time. */
	const type = async (text: string, step: number) => {
		for (let end = step; end - step < text.length; end += step) {
			const piece = text.slice(end - step, end);
			terminal.type(piece);
			await terminal.expectFrame(frame => frame.includes(text.slice(0, end)));
			look(0.12);
		}
	};

	try {
		await terminal.expectFrame(/❯ Practise/v);
		look(2.5);
		await press('enter', /❯ A new wallet/v, 1.5);
		await press('enter', /› default/v, 1);
		await press('enter', /Passphrase\n/v, 1.2);
		await press('enter', /Without passphrase\?/v, 1);
		await press('down', /❯ Go on without/v, 1);
		await press('enter', /Write these words down/v, 3);
		const words = [...terminal.frame().matchAll(/\d+ (?<word>[a-z]{3,8})/gv)].map(({groups}) => groups!['word']!);
		await press('enter', /Which word/v, 0.8);
		for (const isLast of [false, true]) {
			const asked = /Which word is number (?<number>\d+)\?/v.exec(terminal.frame())!.groups!['number']!;
			await type(words[Number(asked) - 1]!, 2);
			await press('enter', isLast ? / 1 Node /v : frame => frame.includes('Which word') && !frame.includes(`number ${asked}?`), isLast ? 2 : 0.6);
		}

		await press('3', /Space starts the miner/v, 1.5);
		await press('space', /practice #[1-9]/v, 0.8);
		for (let second = 0; second < 8; second++) {
			const before = terminal.frame();
			await terminal.expectFrame(frame => frame !== before);
			look(0.5);
		}

		await press('4', /Available +[1-9]/v, 2);
		const {address} = await home.json<{address: string}>(['wallet', 'new', 'friend', '--no-passphrase']);
		await press('S', /Amount/v, 1);
		await type(address, 9);
		await press('enter', /Amount/v, 0.3);
		await type('1.5', 1);
		await press('enter', /Fee/v, 0.3);
		await press('enter', /Memo/v, 0.3);
		await type('my first payment', 2);
		await press('enter', /Y to send/v, 2.5);
		await press('Y', /○ .*sent/v, 1.5);
		await terminal.expectFrame(/✓ .*sent/v);
		look(4);
		return [{name: 'tour', svg: film.draw('chain-tui in a terminal, from the first run to the first payment')}];
	} finally {
		await close();
	}
}
