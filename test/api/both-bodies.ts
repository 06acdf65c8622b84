import type {ExecutionContext, TestFn} from 'ava';
import type {z} from 'zod';
import {ApiError} from '../../source/api/api-error.js';
import {routes} from '../../source/api/contract.js';
import type {ErrorCode} from '../../source/api/error-codes.js';
import type {NodeApi} from '../../source/api/node-api.js';
import {connectNode} from '../../source/client/node-client.js';
import {
	openDoor, openTestNode, type TestNode,
} from '../server/open-door.js';

export type Body = Omit<TestNode, 'node'> & {
	/** Each answer of it is held to the contract's schema. */
	readonly api: NodeApi;
	/** Errors that nobody expected. */
	readonly logged: readonly unknown[];
};

/** One interface, two bodies: a node in this process, and the same behind a server and a client. */
const bodies: Readonly<Record<string, (t: ExecutionContext) => Promise<Body>>> = {
	async 'in process'(t) {
		const {node, ...rest} = await openTestNode(t);
		return {api: holdToContract(t, node), logged: [], ...rest};
	},
	async 'over HTTP'(t) {
		const {url, extend, network, logged} = await openDoor(t);
		const client = await connectNode(url, {network});
		t.teardown(() => {
			client.close();
		});
		return {api: holdToContract(t, client), network, extend, logged};
	},
};

/** Registers tests that both bodies have to pass. */
export const bothBodies = (test: TestFn) => (title: string, run: (t: ExecutionContext, body: Body) => Promise<void>): void => {
	for (const [name, open] of Object.entries(bodies)) {
		test(`${title} (${name})`, async t => {
			const body = await open(t);
			await run(t, body);
			t.deepEqual(body.logged, []);
		});
	}
};

/** What a promise is refused with. */
export async function refusal(t: ExecutionContext, promise: Promise<unknown>, code: ErrorCode): Promise<ApiError> {
	const error = await t.throwsAsync(promise, {instanceOf: ApiError});
	t.is(error.code, code);
	return error;
}

/** Methods whose answer is that of the route with the same name. */
const sameNamed = [
	'status', 'network', 'fees', 'forks', 'blocks', 'block', 'pending', 'transaction', 'proof', 'address', 'history', 'accounts', 'template', 'submitBlock', 'handshake', 'peers',
] as const satisfies ReadonlyArray<keyof NodeApi & keyof typeof routes>;

const answerSchemas = new Map<PropertyKey, z.ZodType>([
	...sameNamed.map(name => [name, routes[name].response] as const),
	['submitTransaction', routes.transaction.response],
]);

/** Parsing takes away what the schema does not have: what comes out must be what went in. */
function holdToContract(t: ExecutionContext, api: NodeApi): NodeApi {
	return new Proxy(api, {
		get(target, name) {
			const method = Reflect.get(target, name, target) as (...parameters: unknown[]) => unknown;
			const schema = answerSchemas.get(name);
			if (!schema) {
				return method.bind(target);
			}

			return async (...parameters: unknown[]) => {
				const answer = await method.apply(target, parameters);
				t.deepEqual(schema.parse(answer), answer, `${String(name)} answers what its schema says`);
				return answer;
			};
		},
	});
}
