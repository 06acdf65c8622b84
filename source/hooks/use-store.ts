import {useSyncExternalStore} from 'react';
import type {Publisher} from '../store/publisher.js';

const noSubscription = () => () => undefined;
const nothing = (): undefined => undefined;

/** The newest snapshot of a store, or `undefined` where there is none yet. */
export function useStore<State extends object>(store: Publisher<State>): Readonly<State>;
export function useStore<State extends object>(store: Publisher<State> | undefined): Readonly<State> | undefined;
export function useStore<State extends object>(store: Publisher<State> | undefined): Readonly<State> | undefined {
	return useSyncExternalStore(store?.subscribe ?? noSubscription, store?.getSnapshot ?? nothing);
}
