import {Text} from 'ink';

export function FirstRun() {
	return <Text>No wallet yet: chain-tui wallet new</Text>;
}
