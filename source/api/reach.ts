import {BlockList, isIP} from 'node:net';

/**
How far away an address is, nearest first. Whoever names an address to dial may name only what is as far away as themselves or farther: a stranger must not have us ask our neighbours, or ourselves.
*/
export const reaches = ['loopback', 'lan', 'public'] as const;

export type Reach = (typeof reaches)[number];

type Subnet = readonly [address: string, prefix: number];

function blockList(subnets: readonly Subnet[]): BlockList {
	const list = new BlockList();
	for (const [address, prefix] of subnets) {
		list.addSubnet(address, prefix, isIP(address) === 6 ? 'ipv6' : 'ipv4');
	}

	return list;
}

const loopback = blockList([['127.0.0.0', 8], ['::1', 128]]);

/** RFC 1918, RFC 6598 (shared, as behind a carrier's NAT), RFC 4193. */
const lan = blockList([['10.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16], ['100.64.0.0', 10], ['fc00::', 7]]);

/** Nobody is there to be a peer: this network, link-local with the metadata services of clouds (RFC 3927, RFC 4291), multicast, reserved, and addresses of IPv4 in other clothes, which would pass by the lists above. */
const never = blockList([
	['0.0.0.0', 8],
	['169.254.0.0', 16],
	['192.0.0.0', 24],
	['224.0.0.0', 4],
	['240.0.0.0', 4],
	['100.100.100.200', 32],
	['::', 128],
	['fe80::', 10],
	['fec0::', 10],
	['ff00::', 8],
	['fd00:ec2::', 32],
	['::', 96],
	['64:ff9b::', 96],
	['64:ff9b:1::', 48],
	['2002::', 16],
	['2001::', 32],
]);

/**
@param address - As a socket has it; an IPv4 address mapped into IPv6 (`::ffff:10.0.0.1`) counts as the former.
@returns `undefined` for what is no address, and for one that must never be dialled.
*/
export function reachOf(address: string | undefined): Reach | undefined {
	if (address === undefined || isIP(address) === 0) {
		return undefined;
	}

	const type = isIP(address) === 6 ? 'ipv6' : 'ipv4';
	if (loopback.check(address, type)) {
		return 'loopback';
	}

	if (never.check(address, type)) {
		return undefined;
	}

	return lan.check(address, type) ? 'lan' : 'public';
}

/** The host of a URL: a name, or an address as a socket has it. */
export const hostOf = (url: string): string => new URL(url).hostname.replaceAll(/[\[\]]/gv, '');

/** Whether an address may be dialled for somebody who is at `reach`. */
export function isWithinReach(address: string, reach: Reach): boolean {
	const own = reachOf(address);
	return own !== undefined && reaches.indexOf(own) >= reaches.indexOf(reach);
}
