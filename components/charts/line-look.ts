/** What a line tells of. */
export type Meaning = 'rate' | 'errors' | 'latency';

/** Colour by what a line means, its pattern by whose line it is: never by order alone. */
export const meaningColours: Record<Meaning, string> = {
  rate: 'var(--info-line)',
  errors: 'var(--fail-line)',
  latency: 'var(--accent)',
};

const patterns = [undefined, '5 3', '2 3', '8 3 2 3', '1 2'] as const;

/** The dashes of the line at `place` in its chart. */
export const linePattern = (place: number): string | undefined => patterns[place % patterns.length];
