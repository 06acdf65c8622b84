import Conf from 'conf';
import * as z from 'zod';

/** What was chosen to be mined on a network, and the pools that were mined on. */
const workSchema = z.object({
	target: z.string().max(300),
	pools: z.array(z.string().max(300)).max(100),
});

const settingsSchema = z.object({
	/** The network that was open last. */
	network: z.string().max(40).optional(),
	/** The wallet that was open last, by network. */
	wallets: z.record(z.string(), z.string()).default({}),
	/** The screen that was open last. */
	screen: z.string().max(20).optional(),
	/** What was selected on the screens: lists, orders, filters. Each screen checks what it finds of its own. */
	views: z.record(z.string().max(40), z.string().max(40)).default({}),
	/** Unless it is set, what the terminal says of itself. */
	theme: z.enum(['dark', 'light']).optional(),
	/** Where an own node listens; unless it is set, the usual one. */
	port: z.number().int().min(1).max(65_535).optional(),
	/** Whether an own node answers other machines as well. */
	isLan: z.boolean().optional(),
	/** The network whose pool ran when the screens were closed, by its genesis. */
	pool: z.string().max(64).optional(),
	/** Where the miner gets work, by the genesis of the network. */
	work: z.record(z.string(), workSchema).default({}),
	/** Processes that mine. */
	processes: z.number().int().min(1).max(1024).optional(),
});

export type Settings = z.output<typeof settingsSchema>;

/** What the program remembers between runs: a small file that only the user may read. */
export class SettingsFile {
	readonly #conf: Conf;

	/** @param folder - The data folder. */
	constructor(folder: string) {
		this.#conf = new Conf({
			cwd: folder, configName: 'settings', configFileMode: 0o600, clearInvalidConfig: true, projectName: 'chain-tui',
		});
	}

	/** What cannot be understood counts as not set, each by itself: a file that somebody has edited costs no more than what is wrong in it. */
	read(): Settings {
		const shape = new Map<string, z.ZodType>(Object.entries(settingsSchema.shape));
		return settingsSchema.parse(Object.fromEntries(Object.entries(this.#conf.store).filter(([key, value]) => shape.get(key)?.safeParse(value).success)));
	}

	/** Remembers. A disk that refuses costs the memory, nothing else. */
	write(change: Partial<Settings>): void {
		try {
			this.#conf.store = {...this.#conf.store, ...change};
		} catch {
			// The next run begins as if nothing had been said.
		}
	}
}
