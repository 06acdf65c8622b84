import {formatPool} from '../../api/pool-address.js';
import type {MinerView} from '../../store/miner-store.js';
import type {Field} from '../../components/fields.js';
import type {Theme} from '../../theme.js';

/** Where the work comes from, and whether it does. @param url - Of the node that gives the work. */
export function targetField({target, link}: Pick<MinerView, 'target' | 'link'>, url: string | undefined, theme: Theme): Field {
	if (target.kind === 'solo') {
		return {label: 'Target', value: `solo ${url?.replace(/^https?:\/\//v, '') ?? ''}`};
	}

	const colors = {connecting: theme.warning, connected: theme.good, away: theme.bad};
	const notes = [...(target.isOwn ? ['own'] : []), ...(link === undefined ? [] : [link])];
	return {label: 'Pool', value: target.pool ? formatPool(target.pool) : 'your own is off', note: target.pool && notes.length > 0 ? notes.join(', ') : undefined, color: link && colors[link]};
}
