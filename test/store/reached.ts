import type {Publisher} from '../../source/store/publisher.js';

/** Waits until a snapshot of a store is as it shall be. @returns It. */
export async function reached<State extends object>(store: Publisher<State>, isThere: (state: Readonly<State>) => boolean): Promise<Readonly<State>> {
	return new Promise(resolve => {
		// What a store tells later keeps no process alive.
		const keepAlive = setInterval(() => undefined, 60_000);
		let unsubscribe = () => undefined as void;
		const look = () => {
			if (isThere(store.getSnapshot())) {
				clearInterval(keepAlive);
				unsubscribe();
				resolve(store.getSnapshot());
			}
		};

		unsubscribe = store.subscribe(look);
		look();
	});
}
