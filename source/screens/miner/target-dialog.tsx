import {Box, Text} from 'ink';
import {useState} from 'react';
import {formatPool, isSamePool, parsePool} from '../../api/pool-address.js';
import {ModalFrame} from '../../components/modal-frame.js';
import {Paragraph} from '../../components/paragraph.js';
import {TextField} from '../../components/text-field.js';
import {useSurroundings} from '../../hooks/surroundings.js';
import {useLayer} from '../../hooks/use-layer.js';
import {useStore} from '../../hooks/use-store.js';
import {
	isSameTarget, type MiningTarget, targetName, targetOf, type WorkChoice,
} from '../../store/work-choice.js';
import {fit} from '../../terminal/cells.js';
import {targetBindings} from './bindings.js';

const WIDTH = 62;

/** Asks where to mine: on the own pool, on one of those that were mined on before, on the node, or at an address that is typed. @param target - What is mined on now. */
export function TargetDialog({target}: {readonly target: MiningTarget}) {
	const {program, closeModal, toast, attempt, size, theme} = useSurroundings();
	const {pool: host, url} = useStore(program);
	const running = useStore(host)?.running;
	const former = program.mining.formerPools.filter(pool => !running || !isSamePool(pool, parsePool(running.stratum)));
	const rows: ReadonlyArray<{readonly choice: WorkChoice; readonly text: string}> = [
		...(running ? [{choice: 'own', text: `your pool      ${running.stratum}`} as const] : []),
		...former.map(choice => ({choice, text: `pool           ${formatPool(choice)}`})),
		{choice: 'solo', text: `solo, the node ${url?.replace(/^https?:\/\//v, '') ?? ''}`},
	];
	const isNow = (choice: WorkChoice) => isSameTarget(targetOf(choice, running), target);
	// On a pool one may want to get back to the node, on the node to a pool.
	const first = rows.findIndex(({choice}) => target.kind === 'solo' ? choice !== 'solo' : choice === 'solo');
	const [selected, setSelected] = useState(first === -1 ? rows.length : first);
	const [field, setField] = useState({text: '', cursor: 0});
	const [error, setError] = useState<string>();
	const index = Math.min(selected, rows.length);
	const isTyped = index === rows.length;
	const go = (by: 1 | -1) => () => {
		setSelected((index + by + rows.length + 1) % (rows.length + 1));
	};

	const width = Math.min(WIDTH, size.columns);
	const inside = width - 6;
	useLayer({
		level: 'modal',
		bindings: targetBindings,
		actions: {
			up: go(-1),
			down: go(1),
			submit() {
				let choice: WorkChoice;
				try {
					choice = rows[index]?.choice ?? parsePool(field.text);
				} catch (error_) {
					setError((error_ as Error).message);
					return;
				}

				closeModal();
				attempt(async () => {
					toast(`Mining on ${targetName(await program.mining.on(choice))} from now on`);
				});
			},
			back: closeModal,
		},
	});
	return (
		<ModalFrame title='Where to mine' width={width} height={rows.length + 5 + (error === undefined ? 0 : Math.ceil(error.length / inside) + 1)} color={theme.accent}>
			{rows.map(({choice, text}, row) => <Text key={text} inverse={row === index} wrap='truncate'>{fit(` ${isNow(choice) ? '●' : ' '} ${text}`, inside)}</Text>)}
			<Box marginTop={1}>
				<Text bold={isTyped}>{'   another pool  '}</Text>
				<TextField
					state={field} width={Math.max(1, inside - 17)} isFocused={isTyped} most={300} placeholder=' 192.168.1.20:6000' onChange={text => {
						setField(text);
						setError(undefined);
					}}
				/>
			</Box>
			{error === undefined ? undefined : <Paragraph text={`✗ ${error}`} width={inside} color={theme.bad}/>}
		</ModalFrame>
	);
}
