/** The most characters in a name or a label that a person gives. */
export const MAX_LABEL_LENGTH = 32;

/**
Whether a text can be shown as a name: 1 to 32 characters, none of them invisible, none that would steer a terminal or turn the direction of writing, no space at either end.
*/
export function isLabel(text: string): boolean {
	const {length} = [...text];
	return length >= 1 && length <= MAX_LABEL_LENGTH && text === text.trim() && !/[\p{C}\p{Zl}\p{Zp}]/v.test(text);
}
