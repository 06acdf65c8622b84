import type {Settings} from '../runtime/settings.js';

/** What was chosen on a screen, checked: anybody may have edited the file that it is from. @returns The first of the values unless one of them is remembered. */
export function rememberedView<Value extends string>({views}: Settings, name: string, values: readonly [Value, ...Value[]]): Value {
	const remembered = Object.hasOwn(views, name) ? views[name] : undefined;
	return values.find(value => value === remembered) ?? values[0];
}
