import {useLayoutEffect, useRef} from 'react';
import type {Layer} from '../keymap/key-router.js';
import {useSurroundings} from './surroundings.js';

/** Listens to keys for as long as the component is there. */
export function useLayer(layer: Layer): void {
	const {router} = useSurroundings();
	const newest = useRef(layer);
	newest.current = layer;
	// With the frame that shows the component, not some time after it: a key may follow at once.
	useLayoutEffect(() => router.add(() => newest.current), [router]);
	const ids = layer.bindings.map(({id}) => id).join(' ');
	useLayoutEffect(() => {
		router.changed();
	}, [router, ids]);
}
