import type {NetworkFile} from './network.js';

const main: NetworkFile = {
	name: 'main',
	symbol: 'TUI',
	address_prefix: 'tui',
	genesis_time: 1_795_305_600, // 2026-11-22T00:00:00Z
	message: 'Times, Chancellor on brink of second bailout for banks',
	block_time: 30,
	reward: '10',
	halving_interval: 1_051_200, // A year of blocks
	coinbase_maturity: 10,
	retarget_window: 20,
	pow_limit_bits: '1f00ffff',
	max_time_drift: 60,
	max_block_bytes: 500_000,
	allocations: [],
};

const dev: NetworkFile = {
	...main,
	name: 'dev',
	symbol: 'DEV',
	address_prefix: 'dev',
	message: 'for tests and play',
	block_time: 1,
	reward: '50',
	halving_interval: 210_000,
	coinbase_maturity: 1,
	retarget_window: 0,
	pow_limit_bits: '207fffff',
	max_time_drift: 315_360_000, // 10 years: blocks made without waiting run ahead of the clock
};

/** The networks that are the same for everybody. */
export const builtInNetworks: readonly NetworkFile[] = [main, dev];

/** What `network create` starts from: everything but the name and the time of genesis. */
export const presets = {
	main,
	/** Blocks fast enough to watch, at real difficulty. */
	lesson: {
		...main, block_time: 5, coinbase_maturity: 3, max_time_drift: 10,
	},
	dev,
} as const satisfies Record<string, NetworkFile>;

export type PresetName = keyof typeof presets;

/** A network like a preset, but of its own: it begins at another time, and its symbol and addresses come from its name. */
export function namedLike(preset: NetworkFile, name: string, genesisTime: number): NetworkFile {
	const letters = name.replaceAll(/[^a-z]/gv, '').slice(0, 4);
	return {
		...preset,
		name,
		genesis_time: genesisTime,
		message: '',
		symbol: letters === '' ? preset.symbol : letters.toUpperCase(),
		address_prefix: letters.length < 2 ? preset.address_prefix : letters,
	};
}
