type Contact = {readonly name: string; readonly address: string};

/** Contacts that what was typed may be the beginning of, or a part: beginnings first. None once the name is complete. */
export function completeContact(typed: string, contacts: readonly Contact[]): readonly Contact[] {
	const wanted = typed.trim().toLowerCase();
	const names = contacts.map(contact => ({contact, name: contact.name.toLowerCase()}));
	if (wanted === '' || names.some(({name}) => name === wanted)) {
		return [];
	}

	return [
		...names.filter(({name}) => name.startsWith(wanted)),
		...names.filter(({name}) => !name.startsWith(wanted) && name.includes(wanted)),
	].map(({contact}) => contact);
}

/** The contact of that name, in letters of either case. */
export const contactNamed = <One extends Contact>(typed: string, contacts: readonly One[]): One | undefined => contacts.find(({name}) => name.toLowerCase() === typed.trim().toLowerCase());
