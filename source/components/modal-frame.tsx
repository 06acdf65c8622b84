import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useSurroundings} from '../hooks/surroundings.js';
import {Panel} from './panel.js';

type Properties = {
	readonly title: string;
	/** Cells that it would like to have, borders included. */
	readonly width: number;
	/** Rows that it would like to have, borders included. */
	readonly height: number;
	readonly color?: string | undefined;
	readonly children: ReactNode;
};

/** A panel in the middle of the screen, no larger than that. */
export function ModalFrame({title, width, height, color, children}: Properties) {
	const {size} = useSurroundings();
	return (
		<Box width={size.columns} height={size.rows} alignItems='center' justifyContent='center'>
			<Panel title={title} width={Math.min(width, size.columns)} height={Math.min(height, size.rows)} color={color}>{children}</Panel>
		</Box>
	);
}
