import {type RuleCode, ruleCodes} from '../protocol/rule-error.js';

export type ErrorMeaning = {
	/** HTTP status. */
	readonly status: number;
	/** Exit code of a command that ends with it: 1 failed, 2 usage, 3 refused by the network's rules, 4 node unreachable. */
	readonly exit: 1 | 2 | 3 | 4;
	readonly meaning: string;
};

const shapeCodes = new Set<RuleCode>([
	'truncated', 'trailing_bytes', 'varint_not_minimal', 'transfer_version', 'output_count', 'memo_too_long', 'coinbase_malformed', 'coinbase_missing', 'coinbase_misplaced',
]);

/** The refusals of the protocol: 400 when the bytes are not what they should be, 422 when they are and break a rule. */
const ruleErrors = Object.fromEntries(Object.entries(ruleCodes).map(([code, meaning]) => [
	code,
	{status: shapeCodes.has(code as RuleCode) ? 400 : 422, exit: 3, meaning},
])) as Record<RuleCode, ErrorMeaning>;

const error = (status: number, exit: ErrorMeaning['exit'], meaning: string): ErrorMeaning => ({status, exit, meaning});

/**
Every error there is, with its HTTP status, its exit code and what it means. `docs/api.md` has the same table; a test holds the two together.
*/
export const errorCodes = {
	// What was asked
	usage: error(400, 2, 'The command line is wrong.'),
	invalid_request: error(400, 2, 'A field is missing, unknown, or not of its form.'),
	invalid_json: error(400, 2, 'The body is not JSON.'),
	address_invalid: error(400, 2, 'Not an address: a letter is wrong or missing.'),
	address_wrong_network: error(400, 2, 'An address of another network.'),
	amount_invalid: error(400, 2, 'Not an amount of coins.'),
	network_invalid: error(400, 2, 'A field of a network file is out of its bounds.'),
	not_found: error(404, 1, 'There is no such thing.'),
	method_not_allowed: error(405, 2, 'The path exists, but not with this method.'),
	request_timeout: error(408, 1, 'The request took too long to arrive.'),
	body_too_large: error(413, 2, 'The body is larger than anything that could be accepted.'),
	media_type: error(415, 2, 'A POST carries application/json or application/octet-stream.'),
	loopback_only: error(403, 1, 'This route answers only to programs on the same machine.'),
	host_not_allowed: error(403, 1, 'The Host header is no IP address, not localhost and not configured.'),
	not_available: error(501, 1, 'This version of chain-tui cannot do that yet.'),
	internal: error(500, 1, 'Something went wrong that should not have; the log says what.'),

	// The node
	wrong_network: error(409, 1, 'The node belongs to another network.'),
	peer_not_allowed: error(403, 1, 'An address that this node does not dial, or not for whoever asks for it.'),
	peer_is_self: error(409, 1, 'The node at this address is this one.'),
	too_many_peers: error(503, 1, 'The node has as many peers as it can keep.'),
	node_unreachable: error(502, 4, 'No node answers.'),
	too_many_listeners: error(503, 1, 'As many programs follow the events as the node can serve.'),
	catching_up: error(503, 1, 'The node is far behind a heavier chain: a block on top of its own would be for nothing.'),
	too_early: error(503, 1, 'The next block may not be made yet: its time would be too far ahead of the clock.'),
	...ruleErrors,

	// Policy
	branch_too_weak: error(422, 3, 'The block is in order so far, but its branch is too far behind the best chain to be kept.'),
	fee_too_low: error(422, 3, 'The fee is below the least that nodes pass on.'),
	fee_suggestion_too_high: error(422, 3, 'The node suggests a fee so high that it is paid only when it is asked for.'),
	replacement_fee_too_low: error(422, 3, 'A transfer with this nonce is pending; to replace it takes a fee at least 10 % higher.'),
	too_many_pending: error(422, 3, 'The account has as many pending transfers as one may have.'),
	mempool_full: error(422, 3, 'The mempool is full of transfers that pay more.'),

	// Waiting
	transfer_replaced: error(409, 3, 'Another transfer with the same nonce took its place.'),
	transfer_dropped: error(409, 3, 'The node keeps the transfer no longer; it can be sent again.'),

	// Storage
	folder_in_use: error(500, 1, 'Another process has the data folder open.'),
	folder_not_writable: error(500, 1, 'The data folder cannot be written to.'),
	folder_wrong_network: error(500, 1, 'The data folder holds the chain of another network.'),
	schema_too_new: error(500, 1, 'The data folder was written by a newer version of chain-tui.'),
	storage_damaged: error(500, 1, 'What is on disk is not what was written there.'),
	storage_failed: error(500, 1, 'The disk refused to read or write.'),

	// Wallets
	wallet_not_found: error(404, 2, 'There is no wallet of this name.'),
	wallet_exists: error(409, 2, 'There is a wallet of this name already.'),
	wallet_watch_only: error(409, 2, 'The wallet knows this address, but has no key for it.'),
	wallet_damaged: error(500, 1, 'The wallet file is damaged.'),
	phrase_invalid: error(400, 2, 'Not a BIP 39 phrase: a word is wrong or missing.'),
	passphrase_needed: error(400, 2, 'The wallet is encrypted, and no passphrase was given.'),
	passphrase_wrong: error(400, 1, 'The passphrase does not open the wallet.'),
	address_not_in_wallet: error(404, 2, 'The wallet has no such address.'),
	split_needed: error(422, 3, 'No address alone has enough, though several together do.'),
	contact_not_found: error(404, 2, 'There is no contact of this name.'),
	contact_exists: error(409, 2, 'There is a contact of this name already.'),

	// Pools
	pool_account: error(409, 3, 'The account is that of the pool: only payouts spend from it.'),
	pool_wallet_differs: error(409, 1, 'The pool\'s books belong to another wallet than the one that is there.'),

	// Running
	network_not_found: error(404, 2, 'There is no network of this name.'),
	network_exists: error(409, 2, 'There is a network of this name already.'),
	port_in_use: error(500, 1, 'The port is taken.'),
	file_unreadable: error(400, 2, 'A file cannot be read.'),
	file_exists: error(409, 2, 'A file exists already.'),
	pool_unreachable: error(502, 4, 'No pool gives work.'),
	pool_refused: error(403, 3, 'No pool takes the user name.'),
	miner_failed: error(500, 1, 'No miner process can be kept running.'),
	kernel_unavailable: error(500, 1, 'This machine cannot run the kernel that was asked for.'),
	wait_timeout: error(500, 1, 'What was waited for has not happened in time.'),
	chain_differs: error(500, 1, 'The chain on disk is not what its blocks make it.'),
} as const satisfies Record<string, ErrorMeaning>;

export type ErrorCode = keyof typeof errorCodes;

export const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(errorCodes, code);
