import type {Block} from '../../../source/protocol/block.js';
import type {Height} from '../../../source/protocol/brands.js';
import type {Network} from '../../../source/protocol/network.js';
import {type BlockOptions, type ChainPoint, genesisPoint, makeBlock, pointOf} from '../../harness/make-block.js';

/** A chain of blocks that grows at its end; made for telling the blocks of one branch from those of another. */
export class Branch {
	static #made = 0;

	readonly blocks: Block[];
	readonly #network: Network;

	constructor(network: Network, blocks: readonly Block[] = []) {
		this.#network = network;
		this.blocks = [...blocks];
	}

	get height(): Height {
		return this.blocks.length;
	}

	get tip(): ChainPoint {
		return this.#pointAt(this.height)!;
	}

	/** Another branch with the first blocks of this one. */
	fork(height: Height = this.height): Branch {
		return new Branch(this.#network, this.blocks.slice(0, height));
	}

	/** A block on top, which is no other branch's even when the options are the same. */
	mine(options: Partial<BlockOptions> = {}): Block {
		const block = makeBlock({network: this.#network, parent: this.tip, grandparent: this.#pointAt(this.height - 1), extra: Branch.#made++, ...options});
		this.blocks.push(block);
		return block;
	}

	mineMany(count: number): this {
		for (let mined = 0; mined < count; mined++) {
			this.mine();
		}

		return this;
	}

	#pointAt(height: Height): ChainPoint | undefined {
		return height === 0 ? genesisPoint(this.#network) : (height < 0 ? undefined : pointOf(this.blocks[height - 1]!));
	}
}
