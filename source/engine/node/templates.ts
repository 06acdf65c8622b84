import type {Account, Hash} from '../../protocol/brands.js';
import type {Network} from '../../protocol/network.js';
import {requiredBits} from '../../protocol/retarget.js';
import {targetOfBits, workOfTarget} from '../../protocol/target.js';
import type {Template} from '../../api/mining.js';
import type {Chain} from './chain.js';
import type {Mempool} from './mempool.js';
import type {Pending} from './pending-account.js';
import {buildTemplate, templateBody, type TemplateBody} from './template.js';

export type TemplatesDependencies = {
	readonly network: Network;
	readonly chain: Chain;
	readonly mempool: Mempool;
	/** Milliseconds since 1970. */
	readonly clock: () => number;
};

/** Templates for the next block. What is the same for everybody is made anew only when tip or mempool have changed. */
export class Templates {
	readonly #dependencies: TemplatesDependencies;
	#body: {readonly tip: Hash; readonly revision: number; readonly body: TemplateBody} | undefined;

	constructor(dependencies: TemplatesDependencies) {
		this.#dependencies = dependencies;
	}

	/** What the next block would take, in its order. */
	get selected(): readonly Pending[] {
		return this.#currentBody().selected;
	}

	/** Hashes that the next block takes on average. */
	get nextDifficulty(): number {
		const {network, chain: {tip, reader}} = this.#dependencies;
		return Number(workOfTarget(targetOfBits(requiredBits(network, tip.header, reader.entry(tip.header.previousHash)?.header))));
	}

	/** @param payee - Who is paid. @throws {ApiError} `too_early`. */
	make(payee: Account): Template {
		const {network, chain: {tip, reader}, clock} = this.#dependencies;
		return buildTemplate({
			network,
			tip,
			parentOfTip: reader.entry(tip.header.previousHash),
			body: this.#currentBody(),
			payee,
			now: Math.floor(clock() / 1000),
		});
	}

	#currentBody(): TemplateBody {
		const {network, chain: {tip}, mempool} = this.#dependencies;
		if (this.#body?.tip !== tip.hash || this.#body.revision !== mempool.revision) {
			this.#body = {tip: tip.hash, revision: mempool.revision, body: templateBody(mempool, network)};
		}

		return this.#body.body;
	}
}
