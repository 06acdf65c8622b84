import {Box, Text} from 'ink';
import {Panel} from '../../components/panel.js';
import {Paragraph} from '../../components/paragraph.js';
import type {Size} from '../../hooks/surroundings.js';
import type {PoolHostState} from '../../store/pool-host.js';
import type {Theme} from '../../theme.js';

type Properties = Pick<PoolHostState, 'phase' | 'trouble'> & {
	/** Whether it ran when the screens were closed. */
	readonly ranBefore: boolean;
	/** Whether other machines would be let in. */
	readonly isLan: boolean;
	readonly size: Size;
	readonly theme: Theme;
};

/** The screen Pool, while none runs: what it is, and the key that starts it. */
export function PoolOffView({phase, trouble, ranBefore, isLan, size: {columns, rows}, theme}: Properties) {
	const width = Math.min(76, columns - 6);
	return (
		<Panel title='Pool' note={phase === 'off' ? 'off' : `${phase}…`} width={columns} height={rows}>
			<Box flexDirection='column' gap={1} marginTop={1} paddingX={1}>
				<Paragraph width={width} text='A pool lets many miners look for blocks together, and splits what they find.'/>
				{phase === 'off'
					? <Text wrap='truncate'><Text bold color={theme.accent}>Space</Text>{ranBefore ? ' starts it again: it ran when you left.' : ' starts one here.'}</Text>
					: <Text bold color={theme.accent}>{phase === 'starting' ? 'It starts…' : 'It stops…'}</Text>}
				{trouble !== undefined && <Paragraph width={width} text={`✗ ${trouble}`} color={theme.bad}/>}
				<Box flexDirection='column'>
					<Paragraph width={width} text={isLan ? 'Every machine of your network can mine on it: the node is open to the LAN.' : 'Only this machine can mine on it: L on the screen Node lets others in.'}/>
				</Box>
			</Box>
		</Panel>
	);
}
