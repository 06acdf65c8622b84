import test from 'ava';
import type {Block} from '../../../source/protocol/block.js';
import {COIN} from '../../../source/protocol/amount.js';
import type {Header} from '../../../source/protocol/header.js';
import {blockContext, headerClock, headerContext} from '../../../source/protocol/rules/context.js';
import {enforce} from '../../../source/protocol/rules/rule.js';
import {alice, bob, carol} from '../../harness/keys.js';
import {makeBlock} from '../../harness/make-block.js';
import {makeTransfer} from '../../harness/make-transfer.js';
import {devNetwork as network, mainNetwork, TEST_NOW, testNetwork} from '../../harness/networks.js';
import {refusalOf} from '../../harness/refusal.js';

/*
Context: what can be said once the ancestors are known.
*/

const refusalOfHeader = (header: Header, of = network) => refusalOf(() => {
	enforce(headerContext, {header, parent: of.genesis.header, grandparent: undefined, network: of});
});

const refusalOfBlock = (block: Block, height = 1, of = network) => refusalOf(() => {
	enforce(blockContext, {block, height, network: of});
});

const {header} = makeBlock({network});

test('bits_wrong: another difficulty than the first', t => {
	t.is(refusalOfHeader(header), undefined);
	t.is(refusalOfHeader({...header, bits: 0x207f_fffe}), 'bits_wrong');
	t.is(refusalOfHeader({...header, bits: 0x1f00_ffff}), 'bits_wrong');
});

test('bits_wrong: what the retarget does not demand, be it easier or harder', t => {
	const grandparent = {time: 1000, bits: 0x1e7f_ffff};
	const parent = {time: 1010, bits: 0x1e7f_ffff};
	const refusal = (bits: number) => refusalOf(() => {
		enforce(headerContext, {header: {...header, time: 2000, bits}, parent, grandparent, network: mainNetwork});
	});
	// 0x7fffff * (600 + 10 - 30) / 600, cut off
	const required = 0x1e7b_bbba;
	t.is(refusal(required), undefined);
	t.is(refusal(required + 1), 'bits_wrong');
	t.is(refusal(required - 1), 'bits_wrong');
	t.is(refusal(parent.bits), 'bits_wrong');
	t.is(refusal(mainNetwork.powLimitBits), 'bits_wrong');
});

test('time_too_old: the parent\'s time and before, where one second more will do', t => {
	const {time} = network.genesis.header;
	t.is(refusalOfHeader({...header, time: 0}), 'time_too_old');
	t.is(refusalOfHeader({...header, time: time - 1}), 'time_too_old');
	t.is(refusalOfHeader({...header, time}), 'time_too_old');
	t.is(refusalOfHeader({...header, time: time + 1}), undefined);
	t.is(refusalOfHeader({...header, time: 0xffff_ffff}), undefined);
});

test('time_too_new: past the drift that is allowed, and accepted once the clock is there', t => {
	const refusal = (time: number, now: number) => refusalOf(() => {
		enforce(headerClock, {header: {...header, time}, network: mainNetwork, now});
	});
	t.is(refusal(TEST_NOW + 60, TEST_NOW), undefined);
	t.is(refusal(TEST_NOW + 61, TEST_NOW), 'time_too_new');
	t.is(refusal(TEST_NOW + 61, TEST_NOW + 1), undefined);
	t.is(refusal(0, TEST_NOW), undefined);
});

test('coinbase_height: another height than the block has', t => {
	for (const coinbaseHeight of [0, 2, 257, 0x0100_0000, 0xffff_ffff]) {
		t.is(refusalOfBlock(makeBlock({network, coinbaseHeight})), 'coinbase_height', `height ${coinbaseHeight}`);
	}

	t.is(refusalOfBlock(makeBlock({network})), undefined);
	t.is(refusalOfBlock(makeBlock({network, coinbaseHeight: 70_000}), 70_000), undefined);
});

const paying = (...amounts: bigint[]) => amounts.map(amount => ({account: alice.account, amount}));

test('coinbase_value: one unit more or less than the subsidy', t => {
	const refusal = (...amounts: bigint[]) => refusalOfBlock(makeBlock({network, coinbaseOutputs: paying(...amounts)}));
	t.is(refusal(50n * COIN), undefined);
	t.is(refusal((50n * COIN) + 1n), 'coinbase_value');
	t.is(refusal((50n * COIN) - 1n), 'coinbase_value');
	t.is(refusal(0n), 'coinbase_value');
});

test('coinbase_value: all outputs together, and sums that would come out right in 64 bits', t => {
	const refusal = (...amounts: bigint[]) => refusalOfBlock(makeBlock({network, coinbaseOutputs: paying(...amounts)}));
	t.is(refusal(20n * COIN, 0n, 30n * COIN), undefined);
	t.is(refusal(50n * COIN, 1n), 'coinbase_value');
	t.is(refusal(0xffff_ffff_ffff_ffffn, (50n * COIN) + 1n), 'coinbase_value');
	t.is(refusal(1n << 63n, 1n << 63n, 50n * COIN), 'coinbase_value');
});

test('coinbase_value: the fees of all transfers are the miner\'s, to the unit', t => {
	const transfers = [makeTransfer({network, fee: 7n}), makeTransfer({network, nonce: 1, fee: 5n}), makeTransfer({network, key: carol, to: bob})];
	const refusal = (amount: bigint) => refusalOfBlock(makeBlock({network, transfers, coinbaseOutputs: paying(amount)}));
	t.is(refusal((50n * COIN) + 12n), undefined);
	t.is(refusal((50n * COIN) + 13n), 'coinbase_value');
	t.is(refusal((50n * COIN) + 11n), 'coinbase_value');
	t.is(refusal(50n * COIN), 'coinbase_value');
});

test('coinbase_value: half as much after a halving, and nothing in the end', t => {
	const halving = testNetwork({halving_interval: 100});
	const refusal = (height: number, amount: bigint) => refusalOfBlock(makeBlock({network: halving, coinbaseHeight: height, coinbaseOutputs: paying(amount)}), height, halving);
	t.is(refusal(100, 50n * COIN), undefined);
	t.is(refusal(101, 25n * COIN), undefined);
	t.is(refusal(101, 50n * COIN), 'coinbase_value');
	t.is(refusal(6401, 0n), undefined);
	t.is(refusal(6401, 1n), 'coinbase_value');
});
