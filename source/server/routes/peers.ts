import type {Door, Handlers} from '../handler.js';

export const peerHandlers = ({node}: Door): Pick<Handlers, 'handshake' | 'peers' | 'removePeer'> => ({
	handshake: async () => node.handshake(),
	peers: async () => node.peers(),
	async removePeer({params}) {
		await node.removePeer(params.id);
		return {};
	},
});
