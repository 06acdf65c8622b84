/** Amounts, each with or without a sign, made equally wide with their points below each other. */
export function alignAmounts(amounts: readonly string[]): readonly string[] {
	const parts = amounts.map(amount => {
		const point = amount.indexOf('.');
		return point === -1 ? [amount, ''] as const : [amount.slice(0, point), amount.slice(point)] as const;
	});
	const whole = Math.max(0, ...parts.map(([before]) => before.length));
	const decimals = Math.max(0, ...parts.map(([, after]) => after.length));
	return parts.map(([before, after]) => `${before.padStart(whole)}${after.padEnd(decimals)}`);
}
