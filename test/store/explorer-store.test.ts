import {once} from 'node:events';
import test, {type ExecutionContext} from 'ava';
import {ApiError} from '../../source/api/api-error.js';
import type {NodeEvent} from '../../source/api/event.js';
import type {Hash} from '../../source/protocol/brands.js';
import type {ExplorerNode} from '../../source/store/explorer/load-page.js';
import {hereOn} from '../../source/store/explorer/trail.js';
import {ExplorerStore, type ExplorerState} from '../../source/store/explorer-store.js';
import {hashOf, wholeBlock} from '../screens/node/fixture.js';
import {entryOf, history, me} from '../screens/wallet/examples.js';

type Question = {readonly name: string; readonly argument: unknown; answer: (value: unknown) => void; refuse: (error: unknown) => void};

/** A node that answers when the test says so, and an Explorer on it. */
function openExplorer(t: ExecutionContext) {
	const questions: Question[] = [];
	const news = new EventTarget();
	const asks = (name: string) => async (argument: unknown, options: unknown) => new Promise<unknown>((resolve, reject) => {
		news.dispatchEvent(new Event('question'));
		questions.push({name, argument: options === undefined ? argument : [argument, options], answer: resolve, refuse: reject});
	});
	const names = ['blocks', 'block', 'transaction', 'pending', 'forks', 'accounts', 'address', 'history'] as const;
	const node = Object.fromEntries(names.map(name => [name, asks(name)])) as unknown as ExplorerNode;
	const store = new ExplorerStore(node, () => 0, {refreshMs: 1});
	t.teardown(() => {
		store.close();
	});
	/** The first question of that name that is still open. */
	const next = (name: string): Question => {
		const index = questions.findIndex(question => question.name === name);
		t.not(index, -1, `nobody asked for ${name}`);
		return questions.splice(index, 1)[0]!;
	};

	return {
		store,
		questions,
		here: () => hereOn(store.state.trail),
		next,
		/** Waits until somebody asks that. */
		async asked(name: string): Promise<Question> {
			while (questions.every(question => question.name !== name)) {
				await once(news, 'question');
			}

			return next(name);
		},
		/** Waits until something holds. */
		until: async (holds: (state: Readonly<ExplorerState>) => boolean) => new Promise<void>(resolve => {
			const look = () => {
				if (holds(store.getSnapshot())) {
					unsubscribe();
					resolve();
				}
			};

			const unsubscribe = store.subscribe(look);
			look();
		}),
	};
}

const tip: NodeEvent = {id: 'a-1', type: 'tip', data: {hash: hashOf(2), height: 2, time: 0, difficulty: 1, chainwork: '2'}};
const status = {id: 'a-2', type: 'status', data: {}} as unknown as NodeEvent;
const {transaction} = history[0]!;

/** Waits for what the node is asked: promises of promises. */
const settle = async () => new Promise<void>(resolve => {
	setImmediate(resolve);
});

test('nothing is asked while nobody looks', async t => {
	const {store, questions} = openExplorer(t);
	store.take(tip);
	store.open({kind: 'mempool'});
	await settle();
	t.deepEqual(questions, []);
	store.watch();
	t.deepEqual(questions.map(({name}) => name), ['pending']);
});

test('an answer finds the page that it was asked for, whatever is shown by then', async t => {
	const {store, next, here, until} = openExplorer(t);
	store.watch();
	const blocks = next('blocks');
	store.open({kind: 'transaction', id: transaction.id});
	const asked = next('transaction');
	blocks.answer([wholeBlock]);
	await settle();
	t.is(here().content, undefined, 'the page that is shown waits for its own');
	asked.answer(transaction);
	await until(({trail}) => hereOn(trail).content !== undefined);
	t.deepEqual(here().content, {kind: 'transaction', transaction});
	store.back();
	t.like(here().content, {kind: 'blocks', hasMore: false});
});

test('an answer for a page that one has left is dropped', async t => {
	const {store, next, here} = openExplorer(t);
	store.watch();
	store.open({kind: 'transaction', id: transaction.id});
	const asked = next('transaction');
	store.back();
	asked.answer(transaction);
	await settle();
	t.is(store.state.trail.length, 1);
	t.is(here().page.kind, 'blocks');
});

test('a slow node is asked for a page once at a time, and once more when something has happened meanwhile', async t => {
	const {store, next, asked, questions} = openExplorer(t);
	store.watch();
	const first = next('blocks');
	for (let times = 0; times < 100; times++) {
		store.take(tip);
	}

	await settle();
	t.deepEqual(questions, []);
	first.answer([]);
	await asked('blocks');
	t.deepEqual(questions, []);
});

test('what has nothing to do with a page is no reason to ask again', async t => {
	const {store, next, questions} = openExplorer(t);
	store.watch();
	next('blocks').answer([]);
	await settle();
	store.take(status);
	store.open({kind: 'block', id: 1284});
	next('block').answer(wholeBlock);
	await settle();
	next('blocks').answer([]);
	await settle();
	store.take(tip);
	await settle();
	t.deepEqual(questions, [], 'the confirmations of a block grow by themselves');
});

test('while a page cannot be read again, what was known stays, and says that it is old', async t => {
	const {store, next, asked, here, until} = openExplorer(t);
	store.watch();
	next('blocks').answer([wholeBlock]);
	await until(({trail}) => hereOn(trail).content !== undefined);
	store.reconnected();
	const again = await asked('blocks');
	again.refuse(new ApiError('node_unreachable', 'nobody there'));
	await until(({trail}) => hereOn(trail).trouble !== undefined);
	t.like(here(), {trouble: 'nobody there', content: {kind: 'blocks'}});
});

test('what is gone is gone', async t => {
	const {store, next, here, until} = openExplorer(t);
	store.watch();
	store.open({kind: 'transaction', id: transaction.id});
	next('transaction').refuse(new ApiError('not_found'));
	await until(({trail}) => hereOn(trail).trouble !== undefined);
	t.is(here().trouble, 'the node knows no such transaction: a pending one may have been replaced or dropped');
});

test('a history is read further back from its oldest confirmed entry, and what is new comes on top of it', async t => {
	const {store, next, asked, here, until} = openExplorer(t);
	const entries = Array.from({length: 120}, (_, index) => entryOf({id: index + 1, direction: 'received', amount: '1', balance: '1', confirmations: index + 1, age: index}));
	const account = {address: me};
	store.watch();
	store.open({kind: 'address', address: me});
	next('address').answer(account);
	next('history').answer(entries.slice(10, 60));
	await until(({trail}) => hereOn(trail).content !== undefined);
	const more = store.more();
	void store.more();
	const older = next('history');
	t.deepEqual(older.argument, [me, {before: entries[59]!.transaction.id, limit: 50}]);

	// A block comes while the older ones are on their way.
	store.take(tip);
	const address = await asked('address');
	address.answer(account);
	next('history').answer(entries.slice(0, 50));
	await settle();
	older.answer(entries.slice(60, 110));
	await more;
	const {content} = here();
	t.deepEqual(content?.kind === 'address' && content.history.map(({transaction: {id}}) => id), entries.slice(0, 110).map(({transaction: {id}}) => id));
	t.true(content?.kind === 'address' && content.hasMore);
});

test('a hash is that of a block, or of a transaction, or of nothing', async t => {
	const {store, next, here} = openExplorer(t);
	const looked = store.lookUp(transaction.id);
	next('block').refuse(new ApiError('not_found'));
	next('transaction').answer(transaction);
	t.true(await looked);
	t.deepEqual(here().page, {kind: 'transaction', id: transaction.id});

	const nothing = store.lookUp('0'.repeat(64) as Hash);
	next('block').refuse(new ApiError('not_found'));
	next('transaction').refuse(new ApiError('not_found'));
	t.false(await nothing);
	t.like(store.state.search, {step: 'refused', why: 'this node knows no block and no transaction of this hash'});

	const vain = store.lookUp('1'.repeat(64) as Hash);
	next('block').refuse(new ApiError('node_unreachable', 'nobody there'));
	next('transaction').refuse(new ApiError('node_unreachable', 'nobody there'));
	t.false(await vain);
	t.like(store.state.search, {step: 'refused', why: 'nobody there'});
});

test('who looks for something else meanwhile is not taken to what was found before', async t => {
	const {store, next, here} = openExplorer(t);
	const first = store.lookUp(transaction.id);
	store.endSearch();
	next('block').answer(wholeBlock);
	next('transaction').refuse(new ApiError('not_found'));
	t.false(await first);
	t.is(here().page.kind, 'blocks');
});
