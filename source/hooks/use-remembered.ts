import {useState} from 'react';
import {rememberedView} from '../store/views.js';
import {useSurroundings} from './surroundings.js';

/**
A choice that is there again when one comes back to the screen, and in the next run.

@param name - Of the choice among those of all screens, such as `pool.list`. @param values - What can be chosen; the first one at first, and where what is remembered makes no sense.
*/
export function useRemembered<Value extends string>(name: string, values: readonly [Value, ...Value[]]): [value: Value, choose: (value: Value) => void] {
	const {program} = useSurroundings();
	const [value, setValue] = useState(() => rememberedView(program.settings, name, values));
	return [value, next => {
		setValue(next);
		program.rememberView(name, next);
	}];
}
