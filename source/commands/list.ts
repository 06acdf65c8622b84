import type {Command} from './command.js';

/** A command in the list; its file is read only when it is run. */
export type Listed = {
	/** One word, or a group and a word. */
	readonly name: string;
	readonly parameters: readonly string[];
	readonly summary: string;
	readonly load: () => Promise<{readonly command: Command}>;
};

/** Every command, in the order in which the help shows them. A new one is a file and a line here. */
export const commands: readonly Listed[] = [
	{
		name: 'demo', parameters: [], summary: 'a whole network in one process, told line by line', load: async () => import('./demo.js'),
	},
	{
		name: 'node', parameters: [], summary: 'run a node', load: async () => import('./node.js'),
	},
	{
		name: 'join', parameters: ['URL'], summary: 'join the network of a running node', load: async () => import('./join.js'),
	},
	{
		name: 'pool', parameters: [], summary: 'run a pool that others mine on', load: async () => import('./pool.js'),
	},
	{
		name: 'mine', parameters: [], summary: 'mine coins', load: async () => import('./mine.js'),
	},
	{
		name: 'wallet new', parameters: ['[NAME]'], summary: 'make a wallet', load: async () => import('./wallet-new.js'),
	},
	{
		name: 'wallet restore', parameters: ['[NAME]'], summary: 'make a wallet from its phrase', load: async () => import('./wallet-restore.js'),
	},
	{
		name: 'wallet list', parameters: [], summary: 'name the wallets', load: async () => import('./wallet-list.js'),
	},
	{
		name: 'wallet address', parameters: [], summary: 'show the addresses, or make a new one', load: async () => import('./wallet-address.js'),
	},
	{
		name: 'wallet watch', parameters: ['ADDRESS', '[LABEL]'], summary: 'keep an eye on an address without its key', load: async () => import('./wallet-watch.js'),
	},
	{
		name: 'wallet export', parameters: [], summary: 'show the phrase', load: async () => import('./wallet-export.js'),
	},
	{
		name: 'wallet sign', parameters: ['MESSAGE'], summary: 'sign a message', load: async () => import('./wallet-sign.js'),
	},
	{
		name: 'wallet verify', parameters: ['ADDRESS', 'MESSAGE', 'SIGNATURE'], summary: 'check who signed a message', load: async () => import('./wallet-verify.js'),
	},
	{
		name: 'balance', parameters: ['[ADDRESS]'], summary: 'show what a wallet or an address has', load: async () => import('./balance.js'),
	},
	{
		name: 'history', parameters: ['[ADDRESS]'], summary: 'list what happened to a wallet or an address', load: async () => import('./history.js'),
	},
	{
		name: 'send', parameters: ['[ADDRESS]', '[AMOUNT]'], summary: 'send coins', load: async () => import('./send.js'),
	},
	{
		name: 'contact list', parameters: [], summary: 'list the contacts', load: async () => import('./contact-list.js'),
	},
	{
		name: 'contact add', parameters: ['NAME', 'ADDRESS'], summary: 'give an address a name', load: async () => import('./contact-add.js'),
	},
	{
		name: 'contact remove', parameters: ['NAME'], summary: 'forget a contact', load: async () => import('./contact-remove.js'),
	},
	{
		name: 'status', parameters: [], summary: 'show how the node is', load: async () => import('./status.js'),
	},
	{
		name: 'block', parameters: ['[ID]'], summary: 'show a block by height or hash; by default the tip', load: async () => import('./block.js'),
	},
	{
		name: 'tx', parameters: ['ID'], summary: 'show a transaction', load: async () => import('./tx.js'),
	},
	{
		name: 'mempool', parameters: [], summary: 'list the transfers that wait for a block', load: async () => import('./mempool.js'),
	},
	{
		name: 'peers', parameters: [], summary: 'list the nodes that the node talks to', load: async () => import('./peers.js'),
	},
	{
		name: 'peers add', parameters: ['URL'], summary: 'keep in touch with another node', load: async () => import('./peers-add.js'),
	},
	{
		name: 'peers remove', parameters: ['PEER'], summary: 'forget a node', load: async () => import('./peers-remove.js'),
	},
	{
		name: 'chain export', parameters: ['FILE'], summary: 'write the chain to a file', load: async () => import('./chain-export.js'),
	},
	{
		name: 'chain import', parameters: ['FILE'], summary: 'take in a chain from a file', load: async () => import('./chain-import.js'),
	},
	{
		name: 'chain verify', parameters: [], summary: 'replay the chain, and compare it with what is on disk', load: async () => import('./chain-verify.js'),
	},
	{
		name: 'chain rebuild', parameters: [], summary: 'make state and indexes anew from the blocks', load: async () => import('./chain-rebuild.js'),
	},
	{
		name: 'network list', parameters: [], summary: 'list the networks', load: async () => import('./network-list.js'),
	},
	{
		name: 'network show', parameters: ['[NAME]'], summary: 'show every parameter of a network', load: async () => import('./network-show.js'),
	},
	{
		name: 'network create', parameters: ['NAME'], summary: 'make a network of one\'s own', load: async () => import('./network-create.js'),
	},
	{
		name: 'network add', parameters: ['FILE_OR_URL'], summary: 'add a network that somebody else made', load: async () => import('./network-add.js'),
	},
];

/** The command that words begin with, the one with the longest name (`peers add` before `peers`), and the words after its name. */
export function findCommand(words: readonly string[]): {readonly listed: Listed; readonly rest: readonly string[]} | undefined {
	const isNamed = (name: readonly string[]) => name.every((word, index) => words[index] === word);
	const [found] = commands
		.map(listed => ({listed, name: listed.name.split(' ')}))
		.filter(({name}) => isNamed(name))
		.toSorted((a, b) => b.name.length - a.name.length);
	return found && {listed: found.listed, rest: words.slice(found.name.length)};
}

export const isGroup = (word: string | undefined): word is string => commands.some(({name}) => name.startsWith(`${word} `));
