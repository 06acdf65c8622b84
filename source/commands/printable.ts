/** Text that came from somewhere else, fit for a terminal: whatever could move the cursor or turn the line around is shown as a dot. */
export const printable = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gv, '·');
