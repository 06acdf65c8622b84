import {useEffect, useReducer} from 'react';
import {toApiError} from '../../api/api-error.js';
import {useLayer} from '../../hooks/use-layer.js';
import {useStore} from '../../hooks/use-store.js';
import {useSurroundings} from '../../hooks/surroundings.js';
import type {ListMove} from '../../keymap/list-state.js';
import {firstRunBindings} from './bindings.js';
import {firstRun} from './reducer.js';
import {firstRunStart} from './state.js';
import {useTask} from './use-task.js';
import {QuestionView} from './question-view.js';

/** Words in a new phrase. */
const WORDS = 12;

/** Asks what a person needs to begin: a network and a wallet; or, when everything runs, one more wallet. */
export function FirstRun() {
	const {program, size, theme, toast} = useSurroundings();
	const {network, node, wallets} = useStore(program);
	const [state, dispatch] = useReducer(firstRun, {hasNetwork: network !== undefined, isMore: node !== undefined, wallets}, firstRunStart);
	const {step} = state;
	useEffect(() => {
		if (step === 'network' || step === 'own') {
			void (async () => {
				try {
					const networks = await program.networks.list();
					dispatch({type: 'networks', names: networks.map(({network: {name}}) => name)});
				} catch (error) {
					toast(toApiError(error).message, 'bad');
				}
			})();
		}
	}, [program, step, toast]);
	useTask(state, dispatch);
	const move = (name: ListMove) => () => {
		dispatch({type: 'move', move: name});
	};

	useLayer({
		level: 'screen',
		bindings: firstRunBindings,
		actions: {
			up: move('up'),
			down: move('down'),
			pageUp: move('pageUp'),
			pageDown: move('pageDown'),
			top: move('top'),
			bottom: move('bottom'),
			take() {
				dispatch({type: 'take', positions: twoOf(WORDS)});
			},
			back() {
				dispatch({type: 'back'});
			},
		},
	});
	return (
		<QuestionView
			state={state} network={network?.name} size={size} theme={theme} onField={field => {
				dispatch({type: 'typed', field});
			}}
		/>
	);
}

/** Two different numbers below a count, the lower one first. */
function twoOf(count: number): readonly [number, number] {
	const first = Math.floor(Math.random() * count);
	const second = (first + 1 + Math.floor(Math.random() * (count - 1))) % count;
	return [Math.min(first, second), Math.max(first, second)];
}
