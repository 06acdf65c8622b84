import {isIPv4, isIPv6} from 'node:net';
import {ApiError} from './api-error.js';

/** Where a pool is. */
export type PoolAddress = {readonly host: string; readonly port: number};

/** Where our pools listen, unless somebody has said otherwise. */
const USUAL_PORT = 6000;
const EXAMPLE = '192.168.1.20:6000';

const labels = /^(?=.{1,253}$)[\da-z](?:[\da-z\-]{0,61}[\da-z])?(?:\.[\da-z](?:[\da-z\-]{0,61}[\da-z])?)*\.?$/iv;

/** A name ends in a label that is no number: whatever does is an address, or meant to be one. */
const isHost = (host: string): boolean => /(?:^|\.)\d+$/v.test(host) ? isIPv4(host) : labels.test(host);

/**
Reads where a pool is: `host:port`, also as pools advertise themselves (`stratum+tcp://host:port`). Without a port it is that of our pools; but then a single word is more likely a slip than a host.

@throws {ApiError} `invalid_request` for what cannot be an address.
*/
export function parsePool(text: string): PoolAddress {
	const {v6, name, port} = /^(?:stratum\+tcp:\/\/)?(?:\[(?<v6>[\da-f:.]+)\]|(?<name>[^\s\/:\[\]]+))(?::(?<port>\d{1,5}))?\/?$/iv.exec(text.trim())?.groups ?? {};
	const isThere = v6 === undefined ? name !== undefined && isHost(name) : isIPv6(v6);
	const number = Number(port ?? USUAL_PORT);
	if (!isThere || number < 1 || number > 65_535) {
		throw new ApiError('invalid_request', `expected HOST:PORT, such as ${EXAMPLE}`);
	}

	if (port === undefined && v6 === undefined && name !== 'localhost' && !name!.includes('.')) {
		throw new ApiError('invalid_request', `expected HOST:PORT, such as ${EXAMPLE}; if ${JSON.stringify(name)} is a host, say its port too`);
	}

	return {host: v6 ?? name!, port: number};
}

export const formatPool = ({host, port}: PoolAddress): string => `${host.includes(':') ? `[${host}]` : host}:${port}`;

export const isSamePool = (one: PoolAddress, other: PoolAddress): boolean => formatPool(one).toLowerCase() === formatPool(other).toLowerCase();
