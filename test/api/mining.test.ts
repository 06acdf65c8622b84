import test from 'ava';
import {concatBytes, hexToBytes, ByteReader} from '../../source/protocol/bytes.js';
import {readCoinbase} from '../../source/protocol/coinbase.js';
import {encodeBlock, merkleRootOf} from '../../source/protocol/block.js';
import {decodeTransfer} from '../../source/protocol/transfer.js';
import {bob} from '../harness/keys.js';
import {makeBlock, mineHeader} from '../harness/make-block.js';
import {makeTransfer} from '../harness/make-transfer.js';
import {refusal, bothBodies} from './both-bodies.js';

const testBoth = bothBodies(test);

testBoth('a block made from the template is accepted, with the pending transfers in it', async (t, {api, network, extend}) => {
	await extend();
	await extend();
	const transfer = makeTransfer({network, fee: 1_000_000n});
	await api.submitTransaction(transfer.bytes);

	const template = await api.template(bob.address);
	t.is(template.height, 3);
	t.is(template.fees, '0.01');
	t.is(template.reward, '50.01');
	t.deepEqual(template.transactions.map(({id}) => id), [transfer.id]);

	const coinbase = concatBytes(hexToBytes(template.coinbase.prefix), new Uint8Array(template.coinbase.extranonce_size), hexToBytes(template.coinbase.suffix));
	const transfers = template.transactions.map(({hex}) => decodeTransfer(hexToBytes(hex)));
	const header = mineHeader({
		version: template.version,
		previousHash: template.previous_hash,
		merkleRoot: merkleRootOf({coinbase: readCoinbase(new ByteReader(coinbase)), transfers}),
		time: template.time,
		bits: Number.parseInt(template.bits, 16),
		nonce: 0,
	});
	const accepted = await api.submitBlock(encodeBlock(header, coinbase, transfers));
	t.is(accepted.height, 3);
	t.true(accepted.best);
	const status = await api.status();
	t.is(status.tip, accepted.hash);
});

testBoth('a block that is known already is no error', async (t, {api, network}) => {
	const {bytes} = makeBlock({network});
	const first = await api.submitBlock(bytes);
	t.deepEqual(await api.submitBlock(bytes), first);
});

testBoth('a block that the rules refuse keeps its code', async (t, {api, network}) => {
	const {bytes} = makeBlock({network});
	await refusal(t, api.submitBlock(new Uint8Array()), 'truncated');
	await refusal(t, api.submitBlock(makeBlock({network, coinbaseHeight: 7}).bytes), 'coinbase_height');
	await refusal(t, api.submitBlock(concatBytes(bytes, new Uint8Array(network.maxBlockBytes + 1 - bytes.length))), 'trailing_bytes');
});
