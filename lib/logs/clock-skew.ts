import type { AccessFields } from './access-fields.ts';

interface Line {
  readonly at: number | null;
  readonly pod: number;
  readonly access: AccessFields | null;
  readonly failed: boolean;
}

/** Two pods, by index, of which the clock of the first is ahead of the other's by at least so many milliseconds. */
export interface ClockSkew {
  readonly ahead: number;
  readonly behind: number;
  readonly least: number;
}

/** What differs by less is told of no one: a proxy writes down when it began to within a moment. */
const tolerated = 1000;
/** Of so many requests at least it is told. */
const fewest = 3;

interface Bounds {
  readonly caller: number;
  readonly callee: number;
  /** How far the callee's clock is ahead of the caller's: at least `from`, at most `to`. */
  from: number;
  to: number;
  requests: number;
}

/**
 * How far clocks of callers and callees are apart at least, the largest difference first: what a callee did for a request lies within what
 * its caller waited, so each request that both logged once says how far ahead or behind the callee's clock can be at most.
 */
export function clockSkews(lines: readonly Line[], isCaller: (pod: number) => boolean): readonly ClockSkew[] {
  const bounds = new Map<string, Bounds>();
  for (const same of Map.groupBy(lines.filter(isTelling), ({ access }) => access.requestId).values()) {
    const caller = same.find(({ pod }) => isCaller(pod));
    const callee = same.find(({ pod }) => !isCaller(pod));
    // Where an id is on more lines than two nothing says which of them belong together.
    if (same.length !== 2 || caller === undefined || callee === undefined) continue;
    const key = `${caller.pod} ${callee.pod}`;
    const known = bounds.get(key) ?? {
      caller: caller.pod,
      callee: callee.pod,
      from: Number.NEGATIVE_INFINITY,
      to: Number.POSITIVE_INFINITY,
      requests: 0,
    };
    known.from = Math.max(known.from, endOf(callee) - endOf(caller));
    known.to = Math.min(known.to, callee.at - caller.at);
    known.requests += 1;
    bounds.set(key, known);
  }
  return [...bounds.values()].flatMap(skewOf).sort((a, b) => b.least - a.least);
}

function skewOf({ caller, callee, from, to, requests }: Bounds): ClockSkew[] {
  if (requests < fewest) return [];
  if (from > tolerated) return [{ ahead: callee, behind: caller, least: from }];
  return to < -tolerated ? [{ ahead: caller, behind: callee, least: -to }] : [];
}

type Telling = Line & {
  readonly at: number;
  readonly access: AccessFields & { readonly requestId: string; readonly duration: number };
};

/** Of what failed the callee may go on when the caller waits no longer. */
const isTelling = (line: Line): line is Telling =>
  line.at !== null &&
  !line.failed &&
  line.access !== null &&
  line.access.requestId !== null &&
  line.access.duration !== null;

const endOf = ({ at, access }: Telling): number => at + access.duration;
