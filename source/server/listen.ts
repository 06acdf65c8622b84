import {once} from 'node:events';
import {type AddressInfo, isIPv6, type Server} from 'node:net';
import {ApiError} from '../api/api-error.js';

export type Bound = {
	/** Of HTTP, as programs on this machine reach it: what listens everywhere is told as loopback. */
	readonly url: string;
	readonly port: number;
};

/**
Has a server listen.

@param host - The address, such as `127.0.0.1`, `::1` or `0.0.0.0`.
@param port - 0 takes any free one.
@throws {ApiError} `port_in_use`; `usage` when the address cannot be listened on at all.
*/
export async function listen(server: Server, host: string, port: number): Promise<Bound> {
	server.listen({host, port});
	try {
		await once(server, 'listening');
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		throw code === 'EADDRINUSE'
			? new ApiError('port_in_use', `port ${port} is taken`, {port}, {cause: error})
			: new ApiError('usage', `cannot listen on ${formatHost(host)}:${port} (${code ?? String(error)})`, {host, port}, {cause: error});
	}

	const {port: bound} = server.address() as AddressInfo;
	return {url: `http://${formatHost(host)}:${bound}`, port: bound};
}

function formatHost(host: string): string {
	if (host === '0.0.0.0') {
		return '127.0.0.1';
	}

	return isIPv6(host) ? `[${host === '::' ? '::1' : host}]` : host;
}
