import type {selfRoutes} from '../../api/route.js';
import {docsPage} from '../docs-page.js';
import type {Handlers, SelfDoor} from '../handler.js';
import {openApiDocument} from '../openapi.js';

/** The routes that a node and a pool have in common. */
export const selfHandlers = ({contract, version, events, metrics}: SelfDoor): Handlers<ReturnType<typeof selfRoutes>> => ({
	events: async (_request, {headers}) => events.open({lastEventId: headers['last-event-id']?.toString()}),
	metrics: async () => metrics.text(),
	openapi: async () => openApiDocument(contract, version),
	docs: async () => docsPage(contract, version),
});
