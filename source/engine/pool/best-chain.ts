import type {Hash, Height} from '../../protocol/brands.js';
import type {LedgerApi} from '../../api/node-api.js';

const PAGE = 100;
const TRIES = 10;

/** The node's best chain at one tip, read from the top as far down as somebody asks. */
export class BestChain {
	/** Reads the tip. */
	static async at(node: Pick<LedgerApi, 'blocks'>): Promise<BestChain> {
		const chain = new BestChain(node);
		await chain.#readPage(undefined);
		return chain;
	}

	readonly #node: Pick<LedgerApi, 'blocks'>;
	readonly #hashes = new Map<Height, Hash>();
	#tip = 0;
	#lowest = 0;
	/** What the next page has to begin with. */
	#expected: Hash | undefined;

	private constructor(node: Pick<LedgerApi, 'blocks'>) {
		this.#node = node;
	}

	get height(): Height {
		return this.#tip;
	}

	/**
	@returns `undefined` above the tip.
	@throws {ChainMoved} when the node is on another branch by now.
	*/
	async hashAt(height: Height): Promise<Hash | undefined> {
		while (height < this.#lowest) {
			await this.#readPage(this.#lowest);
		}

		return this.#hashes.get(height);
	}

	async #readPage(before: Height | undefined): Promise<void> {
		const blocks = await this.#node.blocks({before, limit: PAGE});
		for (const {hash, height, previous_hash: previous} of blocks) {
			if (this.#expected !== undefined && this.#expected !== hash) {
				throw new ChainMoved();
			}

			this.#hashes.set(height, hash);
			this.#expected = previous;
			this.#lowest = height;
		}

		if (blocks.length === 0) {
			throw new ChainMoved();
		}

		this.#tip = Math.max(this.#tip, blocks[0]!.height);
	}
}

class ChainMoved extends Error {
	override readonly name = 'ChainMoved';
}

/** Reads something from the best chain, anew when it moves in the middle of it. */
export async function withBestChain<Result>(node: Pick<LedgerApi, 'blocks'>, read: (chain: BestChain) => Promise<Result>): Promise<Result> {
	for (let tries = 1; ; tries++) {
		try {
			return await read(await BestChain.at(node));
		} catch (error) {
			if (!(error instanceof ChainMoved) || tries === TRIES) {
				throw error;
			}
		}
	}
}
