import {bech32} from '@scure/base';
import * as z from 'zod';
import type {Address} from '../../protocol/brands.js';
import {ApiError} from '../../api/api-error.js';
import {addressSchema, hashSchema} from '../../api/values.js';
import type {Network} from '../../protocol/network.js';
import {withFileLock} from '../storage/file-lock.js';
import {readPrivateFile, replacePrivateFile} from '../storage/private-file.js';
import {isLabel, MAX_LABEL_LENGTH} from './label.js';
import {readAddress} from './network-address.js';

const VERSION = 1;
const MAX_CONTACTS_BYTES = 2 ** 22;

const contactSchema = z.strictObject({name: z.string().refine(text => isLabel(text)), address: addressSchema});

/** Somebody's address under a name. */
export type Contact = z.infer<typeof contactSchema>;

const contactsFileSchema = z.strictObject({version: z.literal(VERSION), genesis: hashSchema, contacts: z.array(contactSchema)});

/** Two names that look alike are one: letters of either case, and letters of other widths. */
const keyOf = (name: string): string => name.normalize('NFKC').toLowerCase();

const byName = (a: Contact, b: Contact): number => keyOf(a.name) < keyOf(b.name) ? -1 : 1;

/** The people of one network, in one file. Several processes may change it at once. */
export class Contacts {
	readonly #path: string;
	readonly #network: Network;

	/** @param options.file - Where they are kept; made with the first contact. */
	constructor({file, network}: {file: string; network: Network}) {
		this.#path = file;
		this.#network = network;
	}

	/** All of them, sorted by name. */
	async list(): Promise<Contact[]> {
		const bytes = await readPrivateFile(this.#path, {maxBytes: MAX_CONTACTS_BYTES});
		return bytes === undefined ? [] : this.#parse(bytes).toSorted((a, b) => byName(a, b));
	}

	/**
	@param name - 1 to 32 characters that can be seen, and that no one could take for an address.
	@throws {ApiError} `contact_exists`, in letters of either case; `invalid_request`, `address_invalid`, `address_wrong_network`.
	*/
	async add(name: string, address: string): Promise<Contact> {
		const contact = {name: this.#checkName(name.trim()), address: readAddress(address, this.#network)};
		await this.#change(contacts => {
			const same = find(contacts, contact.name);
			if (same) {
				throw new ApiError('contact_exists', `there is a contact called ${same.name} already`);
			}

			return [...contacts, contact];
		});
		return contact;
	}

	/** @throws {ApiError} `contact_not_found`. */
	async remove(name: string): Promise<void> {
		await this.#change(contacts => {
			const gone = findOrFail(contacts, name);
			return contacts.filter(contact => contact !== gone);
		});
	}

	/**
	Turns what a person writes for a recipient, an address or the name of a contact, into an address.

	@throws {ApiError} `contact_not_found`; `address_invalid` or `address_wrong_network` when it was meant to be an address.
	*/
	async resolve(text: string): Promise<Address> {
		// The address of a contact is read too: its checksum finds what has happened to the file.
		return readAddress(this.#looksLikeAddress(text.trim()) ? text : findOrFail(await this.list(), text).address, this.#network);
	}

	#checkName(name: string): string {
		if (!isLabel(name)) {
			throw new ApiError('invalid_request', `the name of a contact has 1 to ${MAX_LABEL_LENGTH} characters, all of which can be seen`);
		}

		if (this.#looksLikeAddress(name)) {
			throw new ApiError('invalid_request', 'the name of a contact must not look like an address');
		}

		return name;
	}

	/** Begins like an address of this network, or is one of another. */
	#looksLikeAddress(text: string): boolean {
		return keyOf(text).startsWith(`${this.#network.addressPrefix}1`) || bech32.decodeUnsafe(text) !== undefined;
	}

	async #change(change: (contacts: readonly Contact[]) => Contact[]): Promise<void> {
		await withFileLock(this.#path, async () => {
			const contacts = change(await this.list()).toSorted((a, b) => byName(a, b));
			const content = {version: VERSION, genesis: this.#network.genesis.hash, contacts};
			await replacePrivateFile(this.#path, `${JSON.stringify(content, undefined, '\t')}\n`);
		});
	}

	#parse(bytes: Uint8Array): Contact[] {
		const value = parseJson(bytes);
		if (typeof value === 'object' && value !== null && 'version' in value && typeof value.version === 'number' && value.version > VERSION) {
			throw new ApiError('schema_too_new', `${this.#path} was written by a newer version of chain-tui`);
		}

		const file = contactsFileSchema.safeParse(value);
		if (!file.success) {
			throw new ApiError('storage_damaged', `${this.#path} is not a list of contacts`);
		}

		if (file.data.genesis !== this.#network.genesis.hash) {
			throw new ApiError('wrong_network', `${this.#path} has the contacts of another network than ${this.#network.name}`);
		}

		return file.data.contacts;
	}
}

function parseJson(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder().decode(bytes));
	} catch {
		return undefined;
	}
}

const find = (contacts: readonly Contact[], name: string): Contact | undefined => contacts.find(contact => keyOf(contact.name) === keyOf(name.trim()));

function findOrFail(contacts: readonly Contact[], name: string): Contact {
	const found = find(contacts, name);
	if (!found) {
		throw new ApiError('contact_not_found', `there is no contact called ${JSON.stringify(name.slice(0, 40))}`);
	}

	return found;
}
