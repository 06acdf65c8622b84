import type {Peer} from '../../../api/peer.js';
import {isBanned, penaltyAt} from './fault.js';
import {unknownPeer} from './inbound.js';
import type {Link} from './link.js';
import type {PeerRecord} from './peer-book.js';

/** The id of a peer that we dial: what its URL says of host and port. */
export const peerIdOf = (url: string): string => new URL(url).host;

/** A remembered peer as others see it. @param link - While there is one. @param now - Seconds. */
export function peerOf(record: PeerRecord, link: Link | undefined, now: number): Peer {
	return {
		...unknownPeer,
		id: peerIdOf(record.url),
		address: peerIdOf(record.url),
		url: record.url,
		direction: 'out',
		state: isBanned(record, now) ? 'banned' : link?.state ?? 'waiting',
		seen: link?.seen ?? record.seen,
		penalty: penaltyAt(record, now),
		banned_until: isBanned(record, now) ? record.banned_until : null,
		...(link && {
			height: link.claim?.height ?? null,
			chainwork: link.claim?.chainwork.toString() ?? null,
			version: link.handshake?.version ?? null,
			ping_ms: link.pingMs ?? null,
			clock_offset: link.clockOffset ?? null,
			...link.traffic,
			trouble: link.trouble ?? null,
		}),
	};
}

/** Seconds by which the clocks of most connected peers are ahead of ours: their median. `null` without peers. */
export function clockOffsetOf(links: Iterable<Link>): number | null {
	const offsets = [...links].flatMap(({clockOffset}) => clockOffset ?? []).toSorted((a, b) => a - b);
	return offsets[Math.floor(offsets.length / 2)] ?? null;
}
