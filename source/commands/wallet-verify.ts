import {ApiError} from '../api/api-error.js';
import {readAddress, verifyMessage} from '../runtime/wallet.js';
import {defineCommand} from './command.js';
import {workspaceOf} from './open.js';

export const command = defineCommand({
	parameters: ['ADDRESS', 'MESSAGE', 'SIGNATURE'],
	description: 'Checks that a message was signed with the key of an address. A signature that does not fit ends with exit code 3.',
	flags: {},
	examples: ['wallet verify tui1q... "I am the treasurer" AgR4...'],
	async run(context) {
		const {parameters: [address = '', message = '', signature = ''], output} = context;
		const {network} = await workspaceOf(context);
		if (!verifyMessage(readAddress(address, network), message, signature)) {
			throw new ApiError('signature_invalid', 'the signature does not fit address and message');
		}

		output.result({address, message, valid: true}, `Signed with the key of ${address}`);
	},
});
