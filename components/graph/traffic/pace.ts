import type { EdgeFlow } from '../scene/scene.ts';

/** How dots run along a line: so many at a time, each so fast. */
export interface Pace {
  readonly dots: number;
  /** Model units per second. */
  readonly speed: number;
}

const slowest = 30;
const fastest = 180;
/** Model units from dot to dot: far apart on a line that carries little, never so near that they merge. */
const gap = { widest: 150, narrowest: 18 } as const;
const mostDots = 12;

/** The pace of a flow on a line so long, both by the log of its rate: ten times the traffic is a step, not ten times the dots. */
export function paceOf({ rate }: EdgeFlow, length: number): Pace {
  if (rate <= 0 || !(length > 0)) return { dots: 0, speed: 0 };
  const speed = Math.min(fastest, slowest + 45 * Math.log10(1 + rate));
  const apart = Math.max(gap.narrowest, gap.widest / (1 + Math.log2(1 + rate)));
  return { dots: Math.min(mostDots, Math.max(1, Math.round(length / apart))), speed };
}

/** Whether the `serial`-th dot of a line is one of those that failed: of any hundred as many as the share says, evenly spread. */
export const failed = (serial: number, share: number): boolean =>
  Math.floor((serial + 1) * share + 1e-9) > Math.floor(serial * share + 1e-9);
