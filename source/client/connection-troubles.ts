/** What the common errors of a connection mean to a person, by their codes. */
export const connectionTroubles: Readonly<Record<string, string>> = {
	ECONNREFUSED: 'nothing listens there',
	ECONNRESET: 'the connection broke off',
	ENOTFOUND: 'there is no host of this name',
	EAI_AGAIN: 'the name of the host cannot be looked up',
	EHOSTUNREACH: 'the host cannot be reached',
	ENETUNREACH: 'the network cannot be reached',
	ETIMEDOUT: 'it took too long',
	ERR_ABORTED: 'the connection was closed',
};
