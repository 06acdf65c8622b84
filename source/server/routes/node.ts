import {docsPage} from '../docs-page.js';
import type {Door, Handlers} from '../handler.js';
import {openApiDocument} from '../openapi.js';

export const nodeHandlers = ({node, version, events, metrics}: Door): Pick<Handlers, 'status' | 'network' | 'events' | 'metrics' | 'openapi' | 'docs'> => ({
	status: async () => node.status(),
	network: async () => node.network(),
	events: async (_request, {headers}) => events.open(headers['last-event-id']?.toString()),
	metrics: async () => metrics.text(),
	openapi: async () => openApiDocument(version),
	docs: async () => docsPage(version),
});
