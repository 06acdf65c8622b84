/** Amounts, each with or without a sign, made equally wide with their points below each other. */
export function alignAmounts(amounts: readonly string[]): readonly string[] {
	const parts = amounts.map(amount => {
		const point = amount.indexOf('.');
		return point === -1 ? [amount, ''] as const : [amount.slice(0, point), amount.slice(point)] as const;
	});
	const whole = parts.reduce((most, [before]) => Math.max(most, before.length), 0);
	const decimals = parts.reduce((most, [, after]) => Math.max(most, after.length), 0);
	return parts.map(([before, after]) => `${before.padStart(whole)}${after.padEnd(decimals)}`);
}
