/**
The sequence that hands text to the clipboard of whoever sits at the terminal, also over SSH (OSC 52). Terminals that do not know it ignore it.
*/
export const clipboardSequence = (text: string): string => `\u001B]52;c;${Buffer.from(text, 'utf8').toString('base64')}\u0007`;
