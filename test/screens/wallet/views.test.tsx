import test from 'ava';
import {renderToString} from 'ink';
import type {ReactElement} from 'react';
import {ApiError} from '../../../source/api/api-error.js';
import type {Size} from '../../../source/hooks/surroundings.js';
import {AddressesView, addressRows} from '../../../source/screens/wallet/addresses-view.js';
import {contactFields} from '../../../source/components/contacts/contact-dialog.js';
import {ContactsView} from '../../../source/components/contacts/contacts-view.js';
import {detailLines} from '../../../source/screens/wallet/detail-lines.js';
import {DetailsView, detailWidth} from '../../../source/screens/wallet/details-view.js';
import {startForm} from '../../../source/components/form-state.js';
import {FormView} from '../../../source/components/form-view.js';
import {historyRows} from '../../../source/screens/wallet/history-rows.js';
import {HistoryView} from '../../../source/screens/wallet/history-view.js';
import {QrView} from '../../../source/screens/wallet/qr-view.js';
import {ReviewView} from '../../../source/components/send/review-view.js';
import {startSendForm} from '../../../source/components/send/send-dialog.js';
import {describeSendFields} from '../../../source/components/send/send-fields.js';
import {SummaryView} from '../../../source/screens/wallet/summary-view.js';
import {WalletsView} from '../../../source/screens/wallet/wallets-view.js';
import {errorsOf} from '../../../source/store/send-draft.js';
import {themes} from '../../../source/theme.js';
import {golden} from '../../harness/golden.js';
import {frameOf} from '../../harness/surroundings.js';
import {
	alice, balance, contacts, history, me, mySecond, names, now, prepared, stranger,
} from './examples.js';

const theme = themes.dark;
const noEdit = () => undefined;

/** The part of the terminal that belongs to a screen. */
const sizes: readonly Size[] = [{columns: 60, rows: 18}, {columns: 80, rows: 22}, {columns: 120, rows: 38}];

const known = {
	names, symbol: 'DEV', maturity: 1, now,
};
const wish = {kind: 'all', order: 'newest first', text: ''} as const;
const wallet = {
	name: 'default', isEncrypted: true, addresses: [me, mySecond], watched: [{address: stranger, label: 'the club', balance: '12'}], balance,
};
const list = {selected: 1, top: 0};
const entries = historyRows(history, names, 1);
const draft = {
	recipient: 'al', amount: '1,5', fee: '', memo: '', from: '',
};
const sendKnown = {
	contacts, names, fee: '0.000141', spendable: '1196.999859', payers: [], symbol: 'DEV',
};

const inParts = errorsOf(new ApiError('split_needed', 'long', {addresses: [me, mySecond], needed: '1150.000141'}));

const views: Readonly<Record<string, (size: Size) => ReactElement>> = {
	summary: ({columns}) => <SummaryView wallet={wallet} address={mySecond} symbol='DEV' columns={columns} theme={theme}/>,
	'summary-unknown': ({columns}) => <SummaryView wallet={{...wallet, balance: undefined, addresses: [me], isEncrypted: false}} address={me} symbol='DEV' columns={columns} theme={theme}/>,
	history: ({columns, rows}) => <HistoryView {...list} entries={entries} wish={wish} hasMore trouble={undefined} now={now} columns={columns} rows={rows - 6} theme={theme}/>,
	'history-empty': ({columns, rows}) => <HistoryView selected={0} top={0} entries={[]} wish={wish} hasMore={false} trouble='the node has stopped' now={now} columns={columns} rows={rows - 6} theme={theme}/>,
	'history-nothing-found': ({columns, rows}) => <HistoryView selected={0} top={0} entries={[]} wish={{kind: 'sent', order: 'largest first', text: 'pizza'}} hasMore={false} trouble={undefined} now={now} columns={columns} rows={rows - 6} theme={theme}/>,
	'details-pending': size => <DetailsView {...size} title='Payment' lines={detailLines(history[0]!, known, detailWidth(size.columns))} top={0} theme={theme}/>,
	'details-mined': size => <DetailsView {...size} title='Payment' lines={detailLines(history[1]!, known, detailWidth(size.columns))} top={0} theme={theme}/>,
	'details-received': size => <DetailsView {...size} title='Payment' lines={detailLines(history[5]!, known, detailWidth(size.columns))} top={0} theme={theme}/>,
	code: size => <QrView {...size} address={me}/>,
	'code-too-small': ({columns}) => <QrView columns={columns} rows={12} address={me}/>,
	addresses: size => <AddressesView {...size} {...list} entries={addressRows(wallet)} theme={theme}/>,
	contacts: size => <ContactsView {...size} {...list} entries={contacts} theme={theme}/>,
	'contacts-none': size => <ContactsView {...size} selected={0} top={0} entries={[]} theme={theme}/>,
	wallets: size => <WalletsView {...size} {...list} names={['default', 'savings']} current='default' theme={theme}/>,
	send: size => (
		<FormView
			{...size} title='Send' note='from default' state={startSendForm()} errors={{}} waitsFor={undefined} theme={theme} onEdit={noEdit}
			fields={describeSendFields({...sendKnown, draft: {...draft, recipient: '', amount: ''}})}
		/>
	),
	'send-wrong': size => (
		<FormView
			{...size} title='Send' note='from default' state={startSendForm(draft)} theme={theme} onEdit={noEdit} waitsFor={undefined}
			errors={{amount: `this takes 5000.000141, fee included; ${alice} has 1146.899859 to spend`, general: 'No node answers.'}}
			fields={describeSendFields({...sendKnown, draft})}
		/>
	),
	'send-waiting': size => (
		<FormView
			{...size} title='Send' note='from default' state={startSendForm({...draft, recipient: 'alice', amount: 'max'})} errors={{}} waitsFor='Asking the node…' theme={theme} onEdit={noEdit}
			fields={describeSendFields({...sendKnown, draft: {...draft, recipient: 'alice', amount: 'max'}})}
		/>
	),
	'send-from': size => (
		<FormView
			{...size} title='Send' note='from default' theme={theme} onEdit={noEdit} waitsFor={undefined}
			state={{...startSendForm({...draft, recipient: 'alice', amount: '1150', from: mySecond}), focus: 'from'}} errors={{amount: inParts.amount!}}
			fields={describeSendFields({...sendKnown, draft: {...draft, recipient: 'alice', amount: '1150', from: mySecond}, payers: [{address: me, spendable: '1146.899859'}, {address: mySecond, spendable: '50.1'}]})}
		/>
	),
	review: size => <ReviewView {...size} prepared={prepared} names={names} symbol='DEV' error={undefined} waitsFor={undefined} theme={theme}/>,
	'review-refused': size => <ReviewView {...size} prepared={{...prepared, memo: 'x'.repeat(200)}} names={names} symbol='DEV' error='not sent: No node answers.' waitsFor={undefined} theme={theme}/>,
	passphrase: size => (
		<FormView
			{...size} title='Passphrase of default' note='' state={startForm(['passphrase'], {passphrase: 'secret'})} theme={theme} onEdit={noEdit} waitsFor={undefined}
			errors={{passphrase: 'this is not the passphrase; 2 more tries'}} fields={[{name: 'passphrase', label: 'Passphrase', hint: '', isHidden: true, most: 1000}]}
		/>
	),
	'contact-new': size => <FormView {...size} title='New contact' note='' state={startForm(['name', 'address'])} errors={{}} waitsFor={undefined} theme={theme} onEdit={noEdit} fields={contactFields}/>,
};

for (const [name, view] of Object.entries(views)) {
	for (const size of sizes) {
		test(`${name} looks as it shall at ${size.columns} columns`, t => {
			const frame = frameOf(view(size), size);
			t.true(frame.split('\n').length <= size.rows);
			golden(t, `${name}-${size.columns}`, frame, size.columns);
		});
	}
}

test('what a stranger wrote into a memo moves no cursor', t => {
	const [row] = historyRows([history[2]!], names, 1);
	const frame = renderToString(<HistoryView selected={0} top={0} entries={[row!]} wish={wish} hasMore={false} trouble={undefined} now={now} columns={80} rows={5} theme={theme}/>, {columns: 80});
	t.true(frame.includes('thanks·[31m!'));
});
