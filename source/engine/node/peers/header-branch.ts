import type {Hash, Height, Timestamp} from '../../../protocol/brands.js';
import {
	decodeHeader, type Header, HEADER_SIZE, headerHash,
} from '../../../protocol/header.js';
import type {Network} from '../../../protocol/network.js';
import {RuleError} from '../../../protocol/rule-error.js';
import {headerClock, headerContext} from '../../../protocol/rules/context.js';
import {enforce} from '../../../protocol/rules/rule.js';
import {headerSanity} from '../../../protocol/rules/sanity.js';
import {targetOfBits, workOfTarget} from '../../../protocol/target.js';
import type {ChainReader} from '../chain-reader.js';
import type {Entry} from '../entry.js';

/** The most headers that are kept without their blocks: some 15 MB. A chain that is longer comes in several branches. */
export const MAX_BRANCH = 100_000;

/**
Headers on top of a block that we have, whose own blocks we do not have yet. All that headers can show is checked: work, retarget and time.

Only hashes are kept, and the last two headers, which the next one is checked against.
*/
export class HeaderBranch {
	/** The block that it grows on. */
	readonly root: Entry;
	/** Until when its next header is too new, by its own time; `undefined` when none is. */
	heldBy: Timestamp | undefined;
	readonly #network: Network;
	readonly #hashes: Hash[] = [];
	readonly #indexes = new Map<Hash, number>();
	#chainwork: bigint;
	#tip: {readonly hash: Hash; readonly header: Header};
	#parentOfTip: Header | undefined;

	constructor(network: Network, reader: ChainReader, root: Entry) {
		this.root = root;
		this.#network = network;
		this.#chainwork = root.chainwork;
		this.#tip = root;
		this.#parentOfTip = reader.entry(root.header.previousHash)?.header;
	}

	get length(): number {
		return this.#hashes.length;
	}

	get height(): Height {
		return this.root.height + this.length;
	}

	get chainwork(): bigint {
		return this.#chainwork;
	}

	get tip(): Hash {
		return this.#tip.hash;
	}

	get hashes(): readonly Hash[] {
		return this.#hashes;
	}

	has(hash: Hash): boolean {
		return this.#indexes.has(hash);
	}

	/**
	Takes headers that continue the branch, as many as there is room and time for.

	@param headers - 80 bytes each.
	@param now - The clock, in seconds: at a header that is too new it stops, and says so in {@link heldBy}.
	@throws {RuleError} at the first that breaks a rule; those before it stay.
	*/
	append(headers: Uint8Array, now: Timestamp): void {
		this.heldBy = undefined;
		for (const bytes of eachHeader(headers)) {
			const header = decodeHeader(bytes);
			const hash = headerHash(bytes);
			if (this.#indexes.has(hash)) {
				continue;
			}

			if (header.previousHash !== this.#tip.hash) {
				throw new RuleError('parent_unknown', {parent: header.previousHash});
			}

			if (this.length >= MAX_BRANCH || !this.#check(header, hash, now)) {
				return;
			}

			this.#chainwork += workOfTarget(targetOfBits(header.bits));
			this.#indexes.set(hash, this.#hashes.length);
			this.#hashes.push(hash);
			this.#parentOfTip = this.#tip.header;
			this.#tip = {hash, header};
		}
	}

	/** @returns Whether its time has come. */
	#check(header: Header, hash: Hash, now: Timestamp): boolean {
		const network = this.#network;
		enforce(headerSanity, {header, hash, network});
		enforce(headerContext, {header, parent: this.#tip.header, grandparent: this.#parentOfTip, network});
		try {
			enforce(headerClock, {header, network, now});
			return true;
		} catch {
			this.heldBy = header.time - network.maxTimeDrift;
			return false;
		}
	}
}

/** @throws {RuleError} `truncated` when the bytes are no whole number of headers. */
export function * eachHeader(bytes: Uint8Array): Iterable<Uint8Array> {
	if (bytes.length % HEADER_SIZE !== 0) {
		throw new RuleError('truncated', {length: bytes.length});
	}

	for (let offset = 0; offset < bytes.length; offset += HEADER_SIZE) {
		yield bytes.subarray(offset, offset + HEADER_SIZE);
	}
}

/**
A branch of headers that begin on a block we have. Those whose blocks we have as well are passed over.

@throws {RuleError} `parent_unknown`; what one of our own blocks among them was refused for; or like {@link HeaderBranch.append}.
*/
export function branchOf(headers: Uint8Array, {network, reader, now}: {readonly network: Network; readonly reader: ChainReader; readonly now: Timestamp}): HeaderBranch | undefined {
	let root: Entry | undefined;
	let known = 0;
	for (const bytes of eachHeader(headers)) {
		const parent = root ?? reader.entry(decodeHeader(bytes).previousHash);
		if (!parent) {
			throw new RuleError('parent_unknown', {parent: decodeHeader(bytes).previousHash});
		}

		if (parent.refusal) {
			throw new RuleError('parent_invalid', {parent: parent.hash});
		}

		root = parent;
		const entry = reader.entry(headerHash(bytes));
		if (!entry) {
			break;
		}

		root = entry;
		known += HEADER_SIZE;
	}

	if (root?.refusal) {
		throw new RuleError(root.refusal, {hash: root.hash});
	}

	if (!root) {
		return undefined;
	}

	const branch = new HeaderBranch(network, reader, root);
	branch.append(headers.subarray(known), now);
	return branch;
}
