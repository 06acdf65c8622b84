import type {Follower} from '../../api/event.js';
import {NODE_HEADER, nodeIdSchema} from '../../api/peer.js';
import type {Door, Handlers} from '../handler.js';

export const nodeHandlers = ({node, events}: Door): Pick<Handlers, 'status' | 'network' | 'events'> => ({
	status: async () => node.status(),
	network: async () => node.network(),
	events: async ({query}, {headers, socket}) => events.open({
		lastEventId: headers['last-event-id']?.toString(),
		types: query.types,
		follower: followerOf(headers[NODE_HEADER]?.toString(), socket.remoteAddress),
	}),
});

/** Another node that follows says its name; whoever says none, or nonsense, is an ordinary listener. */
const followerOf = (id: string | undefined, address = ''): Follower | undefined => nodeIdSchema.safeParse(id).success ? {id: id!, address} : undefined;
