import type {IncomingMessage} from 'node:http';
import type {Routes} from '../api/contract.js';
import type {NodeApi} from '../api/node-api.js';
import type {
	Contract, NameIn, RequestOf, ResponseOf, Route, RouteTable,
} from '../api/route.js';
import type {NetworkFile} from '../protocol/network.js';
import type {EventStreams} from './event-stream.js';
import type {Metrics} from './metrics.js';
import type {Streamed} from './streamed.js';

/** What it takes to answer what everybody answers. */
export type SelfDoor = {
	readonly contract: Contract;
	/** Of the program, as `GET /openapi.json` tells it. */
	readonly version: string;
	readonly events: EventStreams;
	readonly metrics: Metrics;
};

/** What the handlers of a node are given to answer from. */
export type Door = SelfDoor & {
	readonly node: NodeApi;
	readonly network: NetworkFile;
};

/** Answers a route. The request was checked against the contract; refusals are thrown. */
export type Handler<Definition extends Route> = (request: RequestOf<Definition>, incoming: IncomingMessage) => Promise<ResponseOf<Definition> | Streamed>;

/** One for each route of a contract: a route without one does not compile. */
export type Handlers<Table extends RouteTable = Routes> = {readonly [Name in NameIn<Table>]: Handler<Table[Name]>};
