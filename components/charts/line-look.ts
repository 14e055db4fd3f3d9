/** What a line tells of. */
export type Meaning = 'rate' | 'errors' | 'latency' | 'bytes';

/** Colour by what a line means, its pattern by whose line it is: never by order alone. */
export const meaningColours: Record<Meaning, string> = {
  rate: 'var(--info-line)',
  errors: 'var(--fail-line)',
  latency: 'var(--accent)',
  bytes: 'var(--tcp-line)',
};

const patterns = [undefined, '5 3', '2 3', '8 3 2 3', '1 2'] as const;

/** The dashes of the line at `place` in its chart. */
export const linePattern = (place: number): string | undefined => patterns[place % patterns.length];

const bandOpacities = [0.85, 0.6, 0.42, 0.28, 0.16] as const;

/** How full the band at `place` of a stack is: bands of one meaning differ in lightness, which greyscale keeps. */
export const bandOpacity = (place: number): number => bandOpacities[place % bandOpacities.length] ?? 0.5;

/** Where the time axis of a chart begins and ends, in pixels from its edges. */
export const chartInset = { left: 64, right: 8 } as const;
