import {useEffect, useState} from 'react';
import {useSurroundings} from './surroundings.js';

const TICK_MS = 1000;
/** Ages that are shown in minutes need no more. */
const SLOW_TICK_MS = 10_000;
const MINUTE = 60;

/**
Seconds since 1970, for times that are shown as they pass.

@param newest - The latest moment that is shown: once it is more than a minute ago, nothing on the screen changes every second.
*/
export function useNow(newest = Number.POSITIVE_INFINITY): number {
	const {program} = useSurroundings();
	const [now, setNow] = useState(() => program.now());
	const isSlow = now - newest > MINUTE;
	useEffect(() => {
		const tick = () => {
			setNow(program.now());
		};

		// What is new at once is seen with its true age.
		tick();
		const timer = setInterval(tick, isSlow ? SLOW_TICK_MS : TICK_MS);
		return () => {
			clearInterval(timer);
		};
	}, [program, isSlow, newest]);
	return now;
}
