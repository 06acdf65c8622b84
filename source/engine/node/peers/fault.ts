/** What a peer does wrong, and how heavily it weighs. At {@link BAN_AT} it is banned. */
export const faults = {
	/** A header, block or transfer that breaks a rule that does not depend on anybody's view. */
	invalid: {penalty: 100, meaning: 'sent what breaks the rules'},
	/** Long chains of headers that are worth less than ours: they cost us memory, and lead nowhere. */
	worthless: {penalty: 100, meaning: 'sent a long chain of headers with little work'},
	/** A body that is not its header's. The header may be fine: others will have the right one. */
	mutated: {penalty: 50, meaning: 'sent a block that is not what its header says'},
	nonsense: {penalty: 34, meaning: 'sent what was not asked for'},
	stalling: {penalty: 20, meaning: 'did not send what it said it had'},
	/** May be honest: it may have been switched off. */
	broken: {penalty: 2, meaning: 'broke off while it was sending'},
	/** May be honest: the chain may have changed in between. */
	boasting: {penalty: 10, meaning: 'has less work than it said'},
} as const;

export type Fault = keyof typeof faults;

export const BAN_AT = 100;

export const BAN_SECONDS = 3600;

/** One point is forgiven in so many seconds. */
const FORGIVING_SECONDS = 60;

export type Standing = {
	readonly penalty: number;
	/** When the penalty was that; seconds. */
	readonly penalty_at: number;
	/** Seconds. */
	readonly banned_until: number | null;
};

export const penaltyAt = ({penalty, penalty_at}: Standing, now: number): number => Math.max(0, penalty - Math.floor(Math.max(0, now - penalty_at) / FORGIVING_SECONDS));

/** A ban that would last longer than any does was made while the clock was wrong. */
export const isBanned = ({banned_until}: Standing, now: number): boolean => banned_until !== null && banned_until > now && banned_until <= now + BAN_SECONDS;

/** A standing after a fault. A peer on this machine is never banned: whoever could bring that about would have our own programs locked out. */
export function afterFault(standing: Standing, fault: Fault, {now, mayBan}: {readonly now: number; readonly mayBan: boolean}): Standing {
	const penalty = penaltyAt(standing, now) + faults[fault].penalty;
	return penalty >= BAN_AT && mayBan
		? {penalty: 0, penalty_at: now, banned_until: now + BAN_SECONDS}
		: {penalty: Math.min(penalty, BAN_AT), penalty_at: now, banned_until: standing.banned_until};
}
