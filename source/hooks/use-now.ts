import {useEffect, useState} from 'react';
import {useSurroundings} from './surroundings.js';

const TICK_MS = 1000;

/** Seconds since 1970, for times that are shown as they pass. */
export function useNow(): number {
	const {program} = useSurroundings();
	const [now, setNow] = useState(() => program.now());
	useEffect(() => {
		const timer = setInterval(() => {
			setNow(program.now());
		}, TICK_MS);
		return () => {
			clearInterval(timer);
		};
	}, [program]);
	return now;
}
