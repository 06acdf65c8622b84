import * as z from 'zod';
import type {NetworkFile} from '../protocol/network.js';
import {namedLike, type PresetName, presets} from '../protocol/presets.js';
import {type Context, defineCommand} from './command.js';
import {listFlag, valueFlag} from './flag.js';
import {textValue, typedAmountValue, wholeNumber} from './flag-values.js';
import {networksOf} from './open.js';

const U32_MAX = 0xffff_ffff;
const presetNames = Object.keys(presets) as readonly PresetName[];

const flags = {
	preset: valueFlag('NAME', `what to start from: ${presetNames.join(', ')}; by default lesson`, z.enum(presetNames, `expected one of ${presetNames.join(', ')}`)),
	symbol: valueFlag('SYMBOL', 'of the coin; by default from the name', textValue),
	'address-prefix': valueFlag('LETTERS', 'what addresses begin with; by default from the name', textValue),
	message: valueFlag('TEXT', 'what genesis says', textValue),
	'block-time': valueFlag('SECONDS', 'between two blocks', wholeNumber(0, U32_MAX)),
	reward: valueFlag('AMOUNT', 'new coins of a block', typedAmountValue),
	'halving-interval': valueFlag('BLOCKS', 'until the reward halves', wholeNumber(0, U32_MAX)),
	'coinbase-maturity': valueFlag('BLOCKS', 'until mined coins can be spent', wholeNumber(0, U32_MAX)),
	'retarget-window': valueFlag('BLOCKS', 'how slowly the difficulty follows; 0 = never', wholeNumber(0, U32_MAX)),
	'pow-limit-bits': valueFlag('BITS', 'the easiest difficulty, as 8 hexadecimal digits', textValue),
	'max-time-drift': valueFlag('SECONDS', 'how far a block\'s time may be ahead', wholeNumber(0, U32_MAX)),
	'max-block-bytes': valueFlag('BYTES', 'the largest block', wholeNumber(0, U32_MAX)),
	allocate: listFlag('ADDRESS=AMOUNT', 'coins that are there from the start', z.string().regex(/^[^=]+=[^=]+$/v, 'expected ADDRESS=AMOUNT')),
};

export const command = defineCommand({
	parameters: ['NAME'],
	description: 'Makes a network of one\'s own, beginning now. Its genesis commits to every parameter: none can be changed later.',
	flags,
	examples: ['network create club', 'network create club --preset lesson --symbol CLB', 'network create fast --block-time 2 --reward 50'],
	async run(context) {
		const networks = networksOf(context);
		const {name, file, genesis} = await networks.add(fileOf(context));
		context.output.result({name, genesis: genesis.hash, file}, `Network ${name}, genesis ${genesis.hash}\nMine on it: chain-tui wallet new --network ${name} && chain-tui node --network ${name} --mine\nFor others:  chain-tui network show ${name} > ${name}.json`);
	},
});

function fileOf({parameters: [name = ''], flags: given, clock}: Context<typeof flags>): NetworkFile {
	const preset: NetworkFile = presets[given.preset ?? 'lesson'];
	const like = namedLike(preset, name, Math.floor(clock() / 1000));
	const blockTime = given['block-time'] ?? preset.block_time;
	const window = given['retarget-window'] ?? preset.retarget_window;
	return {
		...like,
		symbol: given.symbol ?? like.symbol,
		address_prefix: given['address-prefix'] ?? like.address_prefix,
		message: given.message ?? like.message,
		block_time: blockTime,
		reward: given.reward ?? preset.reward,
		halving_interval: given['halving-interval'] ?? preset.halving_interval,
		coinbase_maturity: given['coinbase-maturity'] ?? preset.coinbase_maturity,
		retarget_window: window,
		pow_limit_bits: given['pow-limit-bits'] ?? preset.pow_limit_bits,
		// The drift that a preset allows may be too much for faster blocks.
		max_time_drift: given['max-time-drift'] ?? (window > 0 ? Math.max(1, Math.min(preset.max_time_drift, Math.floor(window * blockTime / 10))) : preset.max_time_drift),
		max_block_bytes: given['max-block-bytes'] ?? preset.max_block_bytes,
		allocations: given.allocate.map(text => {
			const [address = '', amount = ''] = text.split('=');
			return {address, amount};
		}),
	};
}
