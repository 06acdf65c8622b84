import type {Follower} from '../../api/event.js';
import {NODE_HEADER, nodeIdSchema} from '../../api/peer.js';
import {docsPage} from '../docs-page.js';
import type {Door, Handlers} from '../handler.js';
import {openApiDocument} from '../openapi.js';

export const nodeHandlers = ({node, version, events, metrics}: Door): Pick<Handlers, 'status' | 'network' | 'events' | 'metrics' | 'openapi' | 'docs'> => ({
	status: async () => node.status(),
	network: async () => node.network(),
	events: async ({query}, {headers, socket}) => events.open({
		lastEventId: headers['last-event-id']?.toString(),
		types: query.types,
		follower: followerOf(headers[NODE_HEADER]?.toString(), socket.remoteAddress),
	}),
	metrics: async () => metrics.text(),
	openapi: async () => openApiDocument(version),
	docs: async () => docsPage(version),
});

/** Another node that follows says its name; whoever says none, or nonsense, is an ordinary listener. */
const followerOf = (id: string | undefined, address = ''): Follower | undefined => nodeIdSchema.safeParse(id).success ? {id: id!, address} : undefined;
