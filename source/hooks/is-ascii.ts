import process from 'node:process';
import {lacksBlocks} from '../terminal/glyphs.js';

/** Whether charts do without block characters. It cannot change while the program runs. */
export const isAscii = lacksBlocks(process.env);
