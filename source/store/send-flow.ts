import {hasCode, toApiError} from '../api/api-error.js';
import type {TransactionObject} from '../api/transaction.js';
import type {PreparedTransfer} from '../runtime/wallet.js';
import {Publisher} from './publisher.js';
import {errorsOf, readDraft, type SendDraft, type SendErrors} from './send-draft.js';

export type {PreparedTransfer} from '../runtime/wallet.js';

/** `checking` and `sending` wait for the node; `sent` and `given-up` are ends. */
export type SendStep = 'form' | 'checking' | 'review' | 'passphrase' | 'sending' | 'sent' | 'given-up';

export type SendState = {
	readonly step: SendStep;
	readonly errors: SendErrors;
	readonly prepared: PreparedTransfer | undefined;
	readonly triesLeft: number;
	readonly sent: TransactionObject | undefined;
};

/** What a payment needs of the program and its wallet. */
export type SendDependencies = {
	readonly isEncrypted: boolean;
	readonly resolve: (text: string) => Promise<string>;
	readonly prepare: (request: {outputs: Array<{recipient: string; amount: string}>; fee: string | undefined; memo: string | undefined; from: string | undefined}) => Promise<PreparedTransfer>;
	readonly send: (prepared: PreparedTransfer, passphrase: string | undefined) => Promise<TransactionObject>;
	/** Milliseconds. */
	readonly clock: () => number;
};

/** So often may a passphrase be wrong. */
const TRIES = 3;

/** A payment on its way: typed, looked at by a person, signed, handed in. Nothing is sent but from the review. */
export class SendFlow extends Publisher<SendState> {
	readonly #dependencies: SendDependencies;

	constructor(dependencies: SendDependencies) {
		super({
			step: 'form', errors: {}, prepared: undefined, triesLeft: TRIES, sent: undefined,
		}, dependencies.clock);
		this.#dependencies = dependencies;
	}

	/** To be told of each change in the form: what was wrong with a field says nothing of what is in it now. */
	edited(field: keyof SendDraft): void {
		const {[field]: own, general, ...errors} = this.state.errors;
		if (own !== undefined || general !== undefined) {
			this.set({errors}, true);
		}
	}

	/** From the form to the review, or back to the form with what is wrong. */
	async check(draft: SendDraft): Promise<void> {
		if (this.state.step !== 'form') {
			return;
		}

		const read = readDraft(draft);
		if ('errors' in read) {
			this.set({errors: read.errors}, true);
			return;
		}

		this.set({step: 'checking', errors: {}}, true);
		const {recipient, amount, fee, memo, from} = read.value;
		try {
			const prepared = await this.#dependencies.prepare({outputs: [{recipient: await this.#dependencies.resolve(recipient), amount}], fee, memo, from});
			this.#whenStill('checking', {step: 'review', prepared});
		} catch (error) {
			this.#whenStill('checking', {step: 'form', errors: errorsOf(error)});
		}
	}

	/** The one deliberate key: sends what is under review, or asks for the passphrase before. */
	async confirm(): Promise<void> {
		if (this.state.step !== 'review') {
			return;
		}

		if (this.#dependencies.isEncrypted) {
			this.set({step: 'passphrase', errors: {}}, true);
		} else {
			await this.#send(undefined);
		}
	}

	async unlock(passphrase: string): Promise<void> {
		if (this.state.step !== 'passphrase') {
			return;
		}

		if (passphrase === '') {
			this.set({errors: {general: 'type the passphrase of this wallet'}}, true);
			return;
		}

		await this.#send(passphrase);
	}

	/** One step back. @returns Whether there was one. */
	back(): boolean {
		switch (this.state.step) {
			case 'checking':
			case 'review': {
				this.set({step: 'form', errors: {}}, true);
				return true;
			}

			case 'passphrase': {
				this.set({step: 'review', errors: {}}, true);
				return true;
			}

			case 'sending': {
				return true;
			}

			case 'form':
			case 'sent':
			case 'given-up': {
				return false;
			}
		}
	}

	async #send(passphrase: string | undefined): Promise<void> {
		this.set({step: 'sending', errors: {}}, true);
		try {
			this.set({step: 'sent', sent: await this.#dependencies.send(this.state.prepared!, passphrase)}, true);
		} catch (error) {
			if (hasCode(error, 'passphrase_wrong')) {
				this.#wrongPassphrase();
			} else {
				this.set({step: 'review', errors: {general: `not sent: ${toApiError(error).message}`}}, true);
			}
		}
	}

	#wrongPassphrase(): void {
		const triesLeft = this.state.triesLeft - 1;
		this.set(triesLeft === 0
			? {step: 'given-up', triesLeft}
			: {step: 'passphrase', triesLeft, errors: {general: `this is not the passphrase; ${triesLeft} more ${triesLeft === 1 ? 'try' : 'tries'}`}}, true);
	}

	/** Somebody may have gone back meanwhile. */
	#whenStill(step: SendStep, change: Partial<SendState>): void {
		if (this.state.step === step) {
			this.set(change, true);
		}
	}
}
