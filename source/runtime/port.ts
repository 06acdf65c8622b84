import {hasCode} from '../api/api-error.js';

export type PortChoice = {
	/** 0 takes any that is free. */
	readonly port: number;
	/** Whether the next one will do as well: it will where nobody asked for this one. */
	readonly isDefault: boolean;
};

const TRIES = 100;

/**
Listens on a port, or if nobody asked for that one in particular, on the next that is free.

@throws {ApiError} `port_in_use`.
*/
export async function freePort<Server>({port, isDefault}: PortChoice, listen: (port: number) => Promise<Server>): Promise<Server> {
	for (let number = port; ; number++) {
		try {
			return await listen(number);
		} catch (error) {
			if (!isDefault || !hasCode(error, 'port_in_use') || number === port + TRIES) {
				throw error;
			}
		}
	}
}
