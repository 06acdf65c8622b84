import {ApiError} from '../api/api-error.js';
import type {PoolAddress} from '../api/pool-address.js';
import type {Settings} from '../runtime/settings.js';
import type {ProgramState} from './program-state.js';
import {
	chosenWork, formerPools, type MiningTarget, rememberedWork, targetOf, type WorkChoice,
} from './work-choice.js';

/** What mining needs of the program. */
type Surroundings = {
	readonly state: Pick<ProgramState, 'network' | 'miner' | 'pool' | 'wallet'>;
	readonly settings: Settings;
	remember(change: Partial<Settings>): void;
};

/** What a person decides about mining: where the work comes from, how many processes, and when. */
export class Mining {
	readonly #program: Surroundings;

	constructor(program: Surroundings) {
		this.#program = program;
	}

	/** Pools of others that were mined on, the latest first. */
	get formerPools(): readonly PoolAddress[] {
		return formerPools(this.#program.settings, this.#genesis);
	}

	/** Has the miner stand where it stood last. */
	async recall(): Promise<void> {
		const {miner, pool} = this.#program.state;
		await miner?.aim(targetOf(chosenWork(this.#program.settings, this.#genesis), pool?.state.running));
	}

	/** Mines on the node or on a pool from now on, and remembers it. @returns What that is. @throws {ApiError} `not_available` for an own pool that does not run. */
	async on(choice: WorkChoice): Promise<MiningTarget> {
		const {settings, state: {miner, pool}} = this.#program;
		const target = targetOf(choice, pool?.state.running);
		checkTarget(target);
		this.#program.remember(rememberedWork(settings, this.#genesis, choice));
		await miner?.aim(target);
		return target;
	}

	/** Starts the miner for the first address of the wallet, on what was chosen last. @throws {ApiError} `wallet_not_found`; `not_available` for an own pool that does not run. */
	async start(): Promise<void> {
		const {wallet, miner} = this.#program.state;
		const address = wallet?.state.addresses[0];
		if (address === undefined) {
			throw new ApiError('wallet_not_found', 'a miner needs a wallet to be paid to');
		}

		await this.recall();
		if (miner) {
			checkTarget(miner.state.target);
			await miner.start(address);
		}
	}

	/** Mines with more processes, or fewer, within the bounds; it is remembered. */
	async changeProcesses(by: number): Promise<void> {
		const {MOST_PROCESSES} = await import('../runtime/mine.js');
		const {miner} = this.#program.state;
		if (miner) {
			const processes = Math.max(1, Math.min(MOST_PROCESSES, miner.state.processes + by));
			miner.setProcesses(processes);
			this.#program.remember({processes});
		}
	}

	get #genesis(): string {
		return this.#program.state.network?.genesis.hash ?? '';
	}
}

/** @throws {ApiError} `not_available` for a target that gives no work now. */
function checkTarget(target: MiningTarget): void {
	if (target.kind === 'pool' && !target.pool) {
		throw new ApiError('not_available', 'your pool does not run: start it on the screen Pool, or choose another target with m');
	}
}
