import {ConfirmDialog} from '../../components/confirm-dialog.js';
import {useSurroundings} from '../../hooks/surroundings.js';
import type {Action} from '../../keymap/binding.js';
import type {PoolHost, PoolHostState} from '../../store/pool-host.js';
import {StartDialog} from './start-dialog.js';

/** The one key: starts the pool, after what has to be asked, or stops it. @param workers - That are connected. */
export function useToggle(host: PoolHost, phase: PoolHostState['phase'], workers: number): Action {
	const {openModal, attempt, toast} = useSurroundings();
	const stop = () => {
		attempt(async () => {
			await host.stop();
			toast('The pool is stopped');
		});
	};

	const start = () => {
		attempt(async () => {
			const question = await host.question();
			if (question === 'nothing') {
				await host.start('none');
				toast('The pool runs');
			} else {
				openModal(<StartDialog host={host} isNew={question === 'protection'}/>);
			}
		});
	};

	return {
		run() {
			if (phase === 'off') {
				start();
			} else if (workers === 0) {
				stop();
			} else {
				openModal(<ConfirmDialog title='Stop the pool?' text={`${workers === 1 ? 'One worker is' : `${workers} workers are`} connected and will lose it. What was earned is kept.`} verb='Stop' onYes={stop}/>);
			}
		},
		disabled: phase === 'off' || phase === 'running' ? undefined : 'one moment: it is at it',
	};
}
