/** Seconds that the chart can show. */
export const chartSpans = [60, 300, 900] as const;

/** As a choice is remembered: until there is one, the chart shows whatever there is. */
export const spanNames = ['fitting', '60', '300', '900'] as const;

export type ChartSpan = typeof chartSpans[number];

/** The shortest that shows everything there is. @param known - Seconds that there are rates of. */
export const fittingSpan = (known: number): ChartSpan => chartSpans.find(span => span >= known) ?? 900;

export const nextSpan = (span: ChartSpan): ChartSpan => chartSpans[(chartSpans.indexOf(span) + 1) % chartSpans.length]!;
