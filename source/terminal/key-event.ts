/**
One thing that a person did at the keyboard.

`name` is a character (`a`, `A`, `?`, ` ` is `space`) or the name of a key: `enter`, `escape`, `tab`, `shift+tab`, `backspace`, `delete`, `up`, `down`, `left`, `right`, `home`, `end`, `pageup`, `pagedown`, `ctrl+c` and the like.
*/
export type KeyEvent
	= | {readonly type: 'key'; readonly name: string; /** What it types; empty for keys that type nothing. */ readonly text: string}
	/** Text that was pasted: line ends and other control characters are in it as they came. */
		| {readonly type: 'paste'; readonly text: string};

export const keyEvent = (name: string, text = ''): KeyEvent => ({type: 'key', name, text});
