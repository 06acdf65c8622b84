import {Tabs} from '../components/tabs.js';
import {TroubleLine} from '../components/trouble-line.js';
import type {Screen} from '../screens/screen.js';
import type {NodeState} from '../store/node-store.js';
import type {Theme} from '../theme.js';
import {screens} from './screens.js';

type Properties = {
	/** What the network is called; `undefined` until there is a node. */
	readonly network: string | undefined;
	readonly node: NodeState | undefined;
	/** The one that is shown; `undefined` until there are screens to go to. */
	readonly screen: Screen | undefined;
	/** Why the node does not answer. */
	readonly trouble: string | undefined;
	readonly columns: number;
	readonly theme: Theme;
};

/** What is above every screen: the tabs, how the node is, and when it does not answer, since when. */
export function TopBars({network, node, screen, trouble, columns, theme}: Properties) {
	const isAlive = node?.status !== undefined && node.trouble === undefined;
	return (
		<>
			<Tabs
				tabs={screen ? screens : [{key: '', title: 'chain-tui'}]} current={screen?.title ?? 'chain-tui'} columns={columns} theme={theme}
				state={stateText(network, node?.status?.height, node?.trouble)} isAlive={isAlive}
			/>
			{trouble !== undefined && <TroubleLine trouble={trouble} heardAt={node?.heardAt} columns={columns} theme={theme}/>}
		</>
	);
}

function stateText(network: string | undefined, height: number | undefined, trouble: string | undefined): string {
	if (network === undefined) {
		return '';
	}

	return trouble === undefined ? `${network} #${height?.toLocaleString('en') ?? 'n/a'}` : `${network} no answer`;
}
