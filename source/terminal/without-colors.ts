/** What sets or resets a colour: of the sixteen, of the 256, or any. Bold, dim and inverse are none. */
// eslint-disable-next-line no-control-regex -- Terminals speak in control characters.
const colors = /\u001B\[(?:[349][0-7]|10[0-7]|[34]9|[34]8;[\d;]+)m/gv;

/** A frame for who wants no colours (https://no-color.org). What is selected stays inverse, and what is important bold. */
export const withoutColors = (frame: string): string => frame.replaceAll(colors, '');
