import type {FirstRunState} from './state.js';

/** What is asked, in words. */
export function questionOf({step, kind, isMore, positions, answered}: FirstRunState, network: string | undefined): {readonly title: string; readonly text: string} {
	switch (step) {
		case 'network': {
			return {title: 'Welcome', text: 'Your own proof-of-work network: node, miner and wallet in this terminal. Which network shall it be?'};
		}

		case 'own': {
			return {title: 'Start my own', text: 'A new network begins with nothing but its first block, and you are alone on it until others come.'};
		}

		case 'network-name': {
			return {title: 'A new network', text: 'What is it called? Its addresses begin with the first letters of its name.'};
		}

		case 'join': {
			return {title: 'Join', text: 'Where is a node of the network? Whoever opened one to others was told: an address such as http://192.168.1.20:5000.'};
		}

		case 'wallet': {
			return {title: isMore ? 'One more wallet' : 'Your wallet', text: `A wallet holds the keys to your coins${network === undefined ? '' : ` on the network ${network}`}.`};
		}

		case 'name': {
			return {title: kind === 'new' ? 'A new wallet' : 'Restore a wallet', text: 'What is it called? Only you see this name.'};
		}

		case 'passphrase': {
			return {title: 'Passphrase', text: 'It locks the wallet on this computer and is asked for when you send. Nobody can bring it back; the words of the wallet can. Leave it empty to go without.'};
		}

		case 'without': {
			return {title: 'Without passphrase?', text: 'Then whoever can read the files of this computer, or a copy of them, can spend your coins. To try things on a network of your own that is fine.'};
		}

		case 'again': {
			return {title: 'Passphrase, once more', text: 'Type it again, so that a slip of the finger does not lock you out.'};
		}

		case 'phrase': {
			return {title: 'Write these words down', text: 'On paper, in this order. Whoever has them has your coins, and without them nobody brings a lost wallet back. They are shown only now; two are asked for next.'};
		}

		case 'word': {
			return {title: `Word ${positions[answered]! + 1}`, text: `Which word is number ${positions[answered]! + 1}? Esc shows them again.`};
		}

		case 'restore': {
			return {title: 'The words of the wallet', text: 'Type or paste them in their order, with spaces between them.'};
		}
	}
}
