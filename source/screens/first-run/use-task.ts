import {type Dispatch, useEffect, useRef} from 'react';
import {type ApiError, toApiError} from '../../api/api-error.js';
import {useSurroundings} from '../../hooks/surroundings.js';
import type {Program} from '../../store/program.js';
import type {FirstRunAction, FirstRunState, Task} from './state.js';

/** Does what an answer asks for, and tells how it went. */
export function useTask({task, isFresh, isMore}: FirstRunState, dispatch: Dispatch<FirstRunAction>): void {
	const {program, toast} = useSurroundings();
	const done = useRef<Task>(undefined);
	useEffect(() => {
		if (task === undefined || done.current === task) {
			return;
		}

		done.current = task;
		void (async () => {
			try {
				const action = await perform(program, task);
				if (action) {
					dispatch(action);
				} else if (task.kind === 'begin' && isFresh && !isMore && program.state.phase === 'running') {
					toast('3, then Space: mine your first coin');
				}
			} catch (error) {
				dispatch(failure(toApiError(error), task));
			}
		})();
	}, [task, isFresh, isMore, program, toast, dispatch]);
}

async function perform(program: Program, task: Task): Promise<FirstRunAction | undefined> {
	switch (task.kind) {
		case 'network': {
			await program.chooseNetwork(task.choice);
			return {type: 'network-chosen', wallets: program.state.wallets};
		}

		case 'create': {
			return {type: 'created', phrase: await program.createWallet(task.name, task.passphrase)};
		}

		case 'restore': {
			await program.restoreWallet(task.name, task.phrase, task.passphrase);
			return {type: 'restored'};
		}

		case 'begin': {
			await program.begin();
			return undefined;
		}

		case 'cancel': {
			program.cancelFirstRun();
			return undefined;
		}
	}
}

/** The message of a wrong phrase names the position of the word; here the person sees the word as well. */
function failure({message, details}: ApiError, task: Task): FirstRunAction {
	const word = task.kind === 'restore' && typeof details?.['word'] === 'number' ? details['word'] : undefined;
	return {type: 'failed', message, word};
}
