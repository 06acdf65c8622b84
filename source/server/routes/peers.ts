import {NODE_HEADER} from '../../api/peer.js';
import {encodeRawList} from '../../api/raw-list.js';
import type {Door, Handlers} from '../handler.js';

type Names = 'handshake' | 'peers' | 'removePeer' | 'headers' | 'bodies' | 'pendingBytes' | 'offerHeaders' | 'offerTransactions';

export const peerHandlers = ({node}: Door): Pick<Handlers, Names> => ({
	handshake: async ({query}) => node.handshake(query.genesis),
	peers: async () => node.peers(),
	async removePeer({params}) {
		await node.removePeer(params.id);
		return {};
	},
	headers: async ({query}) => node.headers(query.locator, query.count),
	bodies: async ({query}) => encodeRawList(await node.bodies(query.from, query.count)),
	pendingBytes: async () => encodeRawList(await node.pendingBytes()),
	offerHeaders: async ({body}, {socket, headers}) => node.offerHeaders(body, `${socket.remoteAddress} ${headers[NODE_HEADER]?.toString().slice(0, 16) ?? ''}`),
	offerTransactions: async ({body}) => node.offerTransactions(body.ids),
});
