import test from 'ava';
import {noSettings} from '../../source/store/program-state.js';
import {rememberedView} from '../../source/store/views.js';

const values = ['workers', 'blocks'] as const;

test('what was chosen on a screen is there again, and nonsense is as if nothing had been chosen', t => {
	t.is(rememberedView(noSettings, 'pool.list', values), 'workers');
	t.is(rememberedView({...noSettings, views: {'pool.list': 'blocks'}}, 'pool.list', values), 'blocks');
	t.is(rememberedView({...noSettings, views: {'pool.list': 'pink'}}, 'pool.list', values), 'workers');
	t.is(rememberedView(noSettings, 'constructor', values), 'workers');
});
