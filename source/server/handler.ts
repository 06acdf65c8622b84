import type {IncomingMessage} from 'node:http';
import type {NodeApi} from '../api/node-api.js';
import type {RequestOf, ResponseOf, RouteName, Routes} from '../api/contract.js';
import type {NetworkFile} from '../protocol/network.js';
import type {EventStreams} from './event-stream.js';
import type {NodeMetrics} from './metrics.js';
import type {Streamed} from './streamed.js';

/** What the handlers are given to answer from. */
export type Door = {
	readonly node: NodeApi;
	readonly network: NetworkFile;
	/** Of the program, as `GET /openapi.json` tells it. */
	readonly version: string;
	readonly events: EventStreams;
	readonly metrics: NodeMetrics;
};

/** Answers a route. The request was checked against the contract; refusals are thrown. */
export type Handler<Name extends RouteName> = (request: RequestOf<Routes[Name]>, incoming: IncomingMessage) => Promise<ResponseOf<Routes[Name]> | Streamed>;

/** One for each route of the contract: a route without one does not compile. */
export type Handlers = {readonly [Name in RouteName]: Handler<Name>};
