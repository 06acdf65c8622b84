import {ApiError} from '../api/api-error.js';
import type {Address} from '../protocol/brands.js';
import type {Session, SessionOptions} from '../runtime/open-session.js';
import {openNetworks, openWorkspace, type Workspace} from '../runtime/workspace.js';
import type {Networks} from '../runtime/networks.js';
import type {Context} from './command.js';

/*
What commands open, as the global flags say.
*/

export const networksOf = ({global, environment, clock}: Context): Networks => openNetworks({dataDir: global['data-dir'], environment, clock});

export const workspaceOf = async ({global, environment, clock}: Context): Promise<Workspace> => openWorkspace({
	dataDir: global['data-dir'], network: global.network, environment, clock,
});

/** Runs something on a session, and stops it whatever happens. */
export async function withSession<Result>(context: Context, options: SessionOptions, run: (session: Session) => Promise<Result>): Promise<Result> {
	// Loaded only here: a command that needs no node answers sooner without.
	const {openSession, DEFAULT_PORT} = await import('../runtime/open-session.js');
	const session = await openSession(await workspaceOf(context), {nodeUrl: context.global.node, signal: context.signal, ...options});
	try {
		tellOtherPort(session, {...options, usual: DEFAULT_PORT}, context);
		return await run(session);
	} finally {
		await session.stop();
	}
}

/** A node that nobody gave a port may be somewhere else than where it is looked for first. */
function tellOtherPort({url, isOwn}: Session, {port, usual}: SessionOptions & {usual: number}, {output}: Context): void {
	const isFound = url === undefined || new URL(url).port === String(usual);
	if (isOwn && !isFound && port?.isDefault !== false) {
		output.note(`Port ${usual} is taken: the node is at ${url}`);
	}
}

/** The address that somebody means by it or by the name of a contact. */
export const addressNamed = async ({contacts}: Workspace, text: string): Promise<Address> => contacts.resolve(text);

/** The passphrase of an existing wallet: from the file, the pipe or the person. */
export async function askPassphrase({global, prompt}: Context, wallet: string): Promise<string> {
	const file = global['passphrase-file'];
	const passphrase = file === undefined ? await prompt.hidden(`Passphrase of wallet ${wallet}: `) : await prompt.fileLine(file);
	if (passphrase === undefined || passphrase === '') {
		throw new ApiError('passphrase_needed', `wallet ${wallet} is encrypted: type its passphrase, pipe it in, or name a file with --passphrase-file`);
	}

	return passphrase;
}

/** The passphrase for a new wallet; from a person, twice. */
export async function askNewPassphrase({global, prompt}: Context, wallet: string): Promise<string> {
	const file = global['passphrase-file'];
	const passphrase = file === undefined ? await prompt.hidden(`A passphrase for wallet ${wallet}: `) : await prompt.fileLine(file);
	if (passphrase === undefined || passphrase === '') {
		throw new ApiError('passphrase_needed', 'a wallet takes a passphrase: type one, pipe it in, name a file with --passphrase-file, or do without by --no-passphrase');
	}

	if (file === undefined && prompt.isTerminal && await prompt.hidden('The same again: ') !== passphrase) {
		throw new ApiError('passphrase_wrong', 'the two passphrases differ');
	}

	return passphrase;
}
