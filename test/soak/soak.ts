import {setTimeout as delay} from 'node:timers/promises';
import type {AccountRank} from '../../source/api/account.js';
import {hasCode} from '../../source/api/api-error.js';
import type {TransactionObject} from '../../source/api/transaction.js';
import {parseAmount} from '../../source/protocol/amount.js';
import type {Hash} from '../../source/protocol/brands.js';
import {subsidyAt} from '../../source/protocol/subsidy.js';
import {Cluster, type Member} from './cluster.js';

const NODES = 5;
const MINERS = 2;

/** One is killed so often, and the network is parted so often and for so long. Seconds. */
const KILL_EVERY = 4;
const PART_EVERY = 12;
const PART_FOR = 5;

/** How long everything may take to come together at the end. Milliseconds. */
const PATIENCE_MS = 120_000;

const LOOK_AGAIN_MS = 100;

export type Soaked = {
	readonly height: number;
	readonly kills: number;
	readonly partitions: number;
	readonly reorganisations: number;
	readonly deepest: number;
	readonly payments: number;
	readonly refusedPayments: number;
	/** From the last disturbance until all had the same tip and every payment was confirmed. */
	readonly settledMs: number;
};

/** What did not come out as it should. */
export class SoakError extends Error {
	override readonly name = 'SoakError';
}

function claim(isSo: boolean, what: string): asserts isSo {
	if (!isSo) {
		throw new SoakError(what);
	}
}

/**
Five nodes as processes, two of them mining. They are killed and started again, parted and joined, and pay each other all the while. Then all is left alone, and everything has to fit.

@param note - Told of what happens.
@throws {SoakError}
*/
export async function soak(seconds: number, note: (text: string) => void): Promise<Soaked> {
	const cluster = await Cluster.open(NODES, MINERS);
	try {
		for (const member of cluster.members) {
			await cluster.start(member);
		}

		const over = AbortSignal.timeout(seconds * 1000);
		const reorganisations = new Reorganisations();
		const [kills, partitions, payments] = await Promise.all([
			kill(cluster, over, note, reorganisations), part(cluster, over, note), pay(cluster, over, note),
		]);
		note('left alone');
		const start = performance.now();
		await allConfirmed(cluster, payments.made);
		await quieten(cluster);
		const tip = await oneTip(cluster);
		const settledMs = performance.now() - start;
		note(`one tip, #${tip.height}, ${(settledMs / 1000).toFixed(1)} s later`);
		await sameState(cluster, payments.made);
		await supplyIsExact(cluster, tip.height);
		for (const member of cluster.members) {
			reorganisations.read(member);
		}

		await verify(cluster, tip.height);
		return {
			height: tip.height, kills, partitions, settledMs,
			...reorganisations.found, payments: payments.made.length, refusedPayments: payments.refused,
		};
	} finally {
		await cluster.close();
	}
}

/** Those that nodes have told of. */
class Reorganisations {
	found = {reorganisations: 0, deepest: 0};

	/** Before its process is gone. */
	read({process}: Member): void {
		for (const [, depth] of process?.stdout.matchAll(/"event":"reorg".*?"depth":(\d+)/gv) ?? []) {
			this.found = {reorganisations: this.found.reorganisations + 1, deepest: Math.max(this.found.deepest, Number(depth))};
		}
	}
}

/** @returns Whether there was so much time left. */
async function wait(seconds: number, over: AbortSignal): Promise<boolean> {
	try {
		await delay(seconds * 1000, undefined, {signal: over});
		return true;
	} catch {
		return false;
	}
}

/** One after the other, with no time to say goodbye. */
async function kill(cluster: Cluster, over: AbortSignal, note: (text: string) => void, reorganisations: Reorganisations): Promise<number> {
	let kills = 0;
	while (await wait(KILL_EVERY, over)) {
		const victim = cluster.members[kills % NODES]!;
		reorganisations.read(victim);
		await cluster.stop(victim, 'SIGKILL');
		await cluster.start(victim);
		kills++;
		note(`killed node ${victim.index}, and started it again`);
	}

	return kills;
}

/** A miner and two others on one side, a miner and one other on the other; or each miner with others. */
async function part(cluster: Cluster, over: AbortSignal, note: (text: string) => void): Promise<number> {
	let partitions = 0;
	while (await wait(PART_EVERY - PART_FOR, over)) {
		const group = [cluster.members[partitions % MINERS]!, cluster.members[MINERS + partitions % (NODES - MINERS)]!];
		cluster.partition(group);
		partitions++;
		note(`parted nodes ${group.map(({index}) => index).join(' and ')} from the others`);
		await wait(PART_FOR, over);
		cluster.mend();
		note('joined them again');
	}

	return partitions;
}

/** Everybody in turn pays the next, by the command. */
async function pay({members}: Cluster, over: AbortSignal, note: (text: string) => void) {
	const made: Hash[] = [];
	let refused = 0;
	for (let turn = 0; !over.aborted; turn++) {
		const from = members[turn % NODES]!;
		const to = members[(turn + 1) % NODES]!;
		try {
			const {id} = await from.home.json<TransactionObject>(['send', to.address, `0.${turn + 1}1`, '--yes']);
			made.push(id);
		} catch (error) {
			// Killed in between: nobody was told that anything was sent.
			claim(/node_unreachable|no node|exit code [14]/v.test((error as Error).message), (error as Error).message);
			refused++;
			note(`node ${from.index} could not pay`);
		}

		await wait(0.5, over);
	}

	return {made, refused};
}

/** Looks again and again: what it waits for happens in other processes. */
async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
	const late = AbortSignal.timeout(PATIENCE_MS);
	while (!await isSo()) {
		claim(!late.aborted, `waited in vain until ${what}`);
		await delay(LOOK_AGAIN_MS);
	}
}

async function confirmedIn({client}: Member, id: Hash): Promise<string | null> {
	try {
		const {status} = await client!.transaction(id);
		return status.confirmed ? status.block_hash : null;
	} catch (error) {
		if (hasCode(error, 'not_found')) {
			return null;
		}

		throw error;
	}
}

async function allConfirmed({members}: Cluster, payments: readonly Hash[]): Promise<void> {
	for (const member of members) {
		await until(`all payments are confirmed at node ${member.index}`, async () => {
			const blocks = await Promise.all(payments.map(async id => confirmedIn(member, id)));
			return blocks.every(block => block !== null);
		});
	}
}

/** The miners stop one after the other: two that stop with chains of equal work would leave a tie, which only another block can end. */
async function quieten(cluster: Cluster): Promise<void> {
	for (const member of cluster.members.filter(({isMiner}) => isMiner)) {
		const {height} = await member.client!.handshake();
		await until(`node ${member.index} has two more blocks`, async () => {
			const now = await member.client!.handshake();
			return now.height >= height + 2;
		});
		claim(await cluster.stop(member, 'SIGTERM') === 0, `node ${member.index} did not end well`);
		await cluster.start(member, {isMining: false});
	}
}

async function oneTip({members}: Cluster) {
	const tips = async () => Promise.all(members.map(async ({client}) => client!.handshake()));
	let seen = '';
	try {
		await until('all nodes have one tip', async () => {
			const all = await tips();
			seen = all.map(({height, tip, chainwork}) => `#${height} ${tip.slice(0, 16)} of work ${chainwork}`).join(', ');
			return new Set(all.map(({tip}) => tip)).size === 1;
		});
	} catch (error) {
		throw new SoakError(`the nodes have no one tip: ${seen}`, {cause: error});
	}

	const [tip] = await tips();
	return tip!;
}

async function accountsOf({client}: Member): Promise<AccountRank[]> {
	return client!.accounts({limit: 100});
}

async function sameState({members}: Cluster, payments: readonly Hash[]): Promise<void> {
	const [first, ...others] = members;
	const accounts = JSON.stringify(await accountsOf(first!));
	const blocks = await Promise.all(payments.map(async id => confirmedIn(first!, id)));
	for (const member of others) {
		claim(JSON.stringify(await accountsOf(member)) === accounts, `nodes 0 and ${member.index} do not have the same accounts`);
		for (const [index, id] of payments.entries()) {
			claim(await confirmedIn(member, id) === blocks[index] && blocks[index] !== null, `payment ${id} is not confirmed in the same block at nodes 0 and ${member.index}`);
		}
	}
}

/** What there is, to the unit: what genesis gave and every block's new coins, fees having only changed hands. */
async function supplyIsExact({members, network}: Cluster, height: number): Promise<void> {
	const sum = (amounts: Iterable<bigint>) => [...amounts].reduce((total, amount) => total + amount, 0n);
	const made = sum(network.allocations.map(({amount}) => amount)) + sum(Array.from({length: height}, (_, index) => subsidyAt(index + 1, network)));
	for (const member of members) {
		const balances = await accountsOf(member);
		const addresses = await Promise.all(members.map(async ({address}) => member.client!.address(address)));
		const there = sum(balances.map(({balance}) => parseAmount(balance))) + sum(addresses.map(({immature}) => parseAmount(immature)));
		claim(there === made, `node ${member.index} has ${there} units, and ${made} were made`);
	}
}

async function verify(cluster: Cluster, height: number): Promise<void> {
	for (const member of cluster.members) {
		claim(await cluster.stop(member, 'SIGTERM') === 0, `node ${member.index} did not end well`);
		const verified = await member.home.json<{height: number}>(['chain', 'verify']);
		claim(verified.height === height, `the folder of node ${member.index} holds ${verified.height} blocks, not ${height}`);
	}
}
