/** An address that is none, or one of another network. */
export class AddressError extends Error {
	override readonly name = 'AddressError';
	readonly code: 'address_invalid' | 'address_wrong_network';

	constructor(code: AddressError['code'], message: string) {
		super(message);
		this.code = code;
	}
}
