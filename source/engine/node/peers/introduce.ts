import {ApiError} from '../../../api/api-error.js';
import {originOf} from '../../../api/node-url.js';
import {hostOf} from '../../../api/reach.js';
import type {Link} from './link.js';

/** With fewer connections than this, a node looks for more among the peers of its peers. */
export const ENOUGH_PEERS = 8;

export type IntroduceDependencies = {
	/** Where the peer can reach us; `undefined` when it cannot. */
	readonly ownUrl: string | undefined;
	readonly register: (urls: readonly string[], from: string) => Promise<void>;
	readonly hasEnough: () => boolean;
	readonly isKnown: (url: string) => boolean;
};

/**
Tells a peer where we are, and asks it for others, if there are few. So a network holds together when the node that all have joined goes away.

Both are a courtesy: what comes of it is welcome, and nothing more. What the peer names is tried as if it came from where the peer is.
*/
export async function introduce(link: Link, {ownUrl, register, hasEnough, isKnown}: IntroduceDependencies): Promise<void> {
	try {
		if (ownUrl !== undefined) {
			await link.remote.registerPeers([ownUrl]);
		}

		if (!hasEnough()) {
			const others = await link.remote.peers();
			const urls = others.flatMap(({url, state}) => state === 'connected' ? originIn(url) ?? [] : []);
			const unknown = [...new Set(urls)].filter(url => url !== ownUrl && !isKnown(url));
			if (unknown.length > 0) {
				await register(unknown.slice(0, ENOUGH_PEERS), hostOf(link.url));
			}
		}
	} catch (error) {
		if (!(error instanceof ApiError)) {
			throw error;
		}
	}
}

/** What a peer calls a URL may be anything. */
function originIn(text: string | null): string | undefined {
	try {
		return text === null ? undefined : originOf(text);
	} catch {
		return undefined;
	}
}
