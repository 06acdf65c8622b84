import type {Screen} from '../screens/screen.js';

/** Every screen, in the order of the tabs. A new one is a folder and a line here. */
export const screens: readonly Screen[] = [];
