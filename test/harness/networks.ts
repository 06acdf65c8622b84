import {type Network, type NetworkFile, parseNetwork} from '../../source/protocol/network.js';
import {presets} from '../../source/protocol/presets.js';

/** A clock for tests: one day after the genesis of the built-in networks. Seconds. */
export const TEST_NOW = presets.dev.genesis_time + 86_400;

/**
A network for one test: the `dev` preset with other parameters. Blocks take two hashes, the difficulty never changes, rewards mature after one block.

@example
testNetwork({coinbase_maturity: 3, allocations: [{address: alice.address, amount: '100'}]})
*/
export const testNetwork = (overrides: Partial<NetworkFile> = {}): Network => parseNetwork({...presets.dev, name: 'test', ...overrides}, TEST_NOW);

/** The built-in network `dev`. */
export const devNetwork: Network = parseNetwork(presets.dev, TEST_NOW);

/** The built-in network `main`. Its blocks take 65,536 hashes: good for checking, too hard for mining in tests. */
export const mainNetwork: Network = parseNetwork(presets.main, TEST_NOW);
