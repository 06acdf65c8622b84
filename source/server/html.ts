/** Text that is HTML already. */
export class Html {
	readonly text: string;

	constructor(text: string) {
		this.text = text;
	}
}

type Value = string | number | Html | readonly Html[];

/** HTML from a template: whatever is put into it is escaped, unless it is HTML itself. */
export function html(literals: TemplateStringsArray, ...values: readonly Value[]): Html {
	return new Html(literals.reduce((text, literal, index) => text + write(values[index - 1]!) + literal));
}

function write(value: Value): string {
	if (value instanceof Html) {
		return value.text;
	}

	return typeof value === 'object' ? value.map(({text}) => text).join('') : escapeHtml(String(value));
}

const escapes: Readonly<Record<string, string>> = {
	'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;',
};

const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/gv, letter => escapes[letter]!);
