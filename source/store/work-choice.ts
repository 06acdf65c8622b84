import {formatPool, isSamePool, parsePool, type PoolAddress} from '../api/pool-address.js';
import type {Settings} from '../runtime/settings.js';
import type {PoolHostState} from './pool-host.js';

/** What a person wants to be mined: the node's own blocks, the work of the pool on the screen Pool, wherever that listens, or of another pool. */
export type WorkChoice = 'solo' | 'own' | PoolAddress;

/** The same with everything that has to be known to begin. */
export type MiningTarget
	= | {readonly kind: 'solo'}
	/** `pool` is missing while the own one does not run. */
		| {readonly kind: 'pool'; readonly isOwn: boolean; readonly pool: PoolAddress | undefined};

/** Pools that are remembered, for a network. */
const MOST_POOLS = 8;

/** An address out of a file that anybody may have edited. */
function readPool(text: string): PoolAddress | undefined {
	try {
		return parsePool(text);
	} catch {
		return undefined;
	}
}

/** What was chosen last on a network. What makes no sense counts as not chosen. @param genesis - Of the network. */
export function chosenWork({work}: Settings, genesis: string): WorkChoice {
	const {target = 'solo'} = work[genesis] ?? {};
	return target === 'solo' || target === 'own' ? target : (readPool(target) ?? 'solo');
}

/** Pools of others that were mined on, the latest first. */
export const formerPools = ({work}: Settings, genesis: string): readonly PoolAddress[] => (work[genesis]?.pools ?? []).map(text => readPool(text)).filter(pool => pool !== undefined);

/** The settings that remember a choice. */
export function rememberedWork(settings: Settings, genesis: string, choice: WorkChoice): Pick<Settings, 'work'> {
	const former = formerPools(settings, genesis);
	const pools = typeof choice === 'string' ? former : [choice, ...former.filter(pool => !isSamePool(pool, choice))].slice(0, MOST_POOLS);
	const target = typeof choice === 'string' ? choice : formatPool(choice);
	return {work: {...settings.work, [genesis]: {target, pools: pools.map(pool => formatPool(pool))}}};
}

/** @param running - Where the own pool is, if it runs. */
export function targetOf(choice: WorkChoice, running: PoolHostState['running']): MiningTarget {
	if (choice === 'solo') {
		return {kind: 'solo'};
	}

	return choice === 'own' ? {kind: 'pool', isOwn: true, pool: running && parsePool(running.stratum)} : {kind: 'pool', isOwn: false, pool: choice};
}

export const isSameTarget = (one: MiningTarget, other: MiningTarget): boolean => one.kind === 'solo' || other.kind === 'solo'
	? one.kind === other.kind
	: one.pool !== undefined && other.pool !== undefined && isSamePool(one.pool, other.pool);

/** As a line names it. */
export function targetName(target: MiningTarget): string {
	if (target.kind === 'solo') {
		return 'the node';
	}

	return `${target.isOwn ? 'your pool' : 'the pool'}${target.pool ? ` at ${formatPool(target.pool)}` : ''}`;
}
