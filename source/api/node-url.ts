import {ApiError} from './api-error.js';

/**
The URL of a node, without a slash at the end. `http://` may be left out.

@throws {ApiError} `invalid_request` when it is not the URL of a node.
*/
export function originOf(text: string): string {
	const whole = /^\w+:\/\//v.test(text) ? text : `http://${text}`;
	const url = URL.canParse(whole) ? new URL(whole) : undefined;
	if (!url || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.pathname !== '/' || url.search !== '' || url.hash !== '') {
		throw new ApiError('invalid_request', `not the URL of a node, such as http://192.168.1.5:5000: ${JSON.stringify(text.slice(0, 200))}`);
	}

	return url.origin;
}
