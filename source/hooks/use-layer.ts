import {useEffect, useRef} from 'react';
import type {Layer} from '../keymap/key-router.js';
import {useSurroundings} from './surroundings.js';

/** Listens to keys for as long as the component is there. */
export function useLayer(layer: Layer): void {
	const {router} = useSurroundings();
	const newest = useRef(layer);
	newest.current = layer;
	useEffect(() => router.add(() => newest.current), [router]);
}
