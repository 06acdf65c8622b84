import {BlockList, isIPv4} from 'node:net';
import {hostname, networkInterfaces} from 'node:os';
import {reachOf} from '../api/reach.js';

/** Listens on every interface. */
export const EVERYWHERE = '0.0.0.0';

/** Where only this machine gets in. */
export const LOOPBACK = '127.0.0.1';

type LanAddress = {readonly address: string; readonly prefix: number};

/** The addresses by which neighbours reach this machine. */
function lanAddresses(interfaces = networkInterfaces()): LanAddress[] {
	return Object.values(interfaces).flatMap(list => (list ?? [])
		.filter(({family, internal, address}) => family === 'IPv4' && !internal && reachOf(address) !== undefined)
		.map(({address, cidr}) => ({address, prefix: Number(cidr?.split('/')[1] ?? 32)})));
}

/** Where neighbours reach a port of ours. */
export const lanUrls = (port: number, interfaces = networkInterfaces()): string[] => lanAddresses(interfaces).map(({address}) => `http://${address}:${port}`);

/** Names that neighbours may call this machine by, besides its addresses. */
export const lanNames = (name = hostname()): string[] => [name, ...(name.includes('.') ? [] : [`${name}.local`])];

/** Of several ways to this machine, that of the network which a host is in; the first when it is in none of them, or called by a name. */
export function lanUrlFor(host: string, port: number, interfaces = networkInterfaces()): string | undefined {
	const all = lanAddresses(interfaces);
	const near = isIPv4(host)
		? all.find(({address, prefix}) => {
			const subnet = new BlockList();
			subnet.addSubnet(address, prefix);
			return subnet.check(host);
		})
		: undefined;
	const chosen = near ?? all[0];
	return chosen && `http://${chosen.address}:${port}`;
}
