import { formatShare } from '#lib/format/share.ts';
import type { End, Ending, Maker, Simulation } from './simulation.ts';

const makers: Readonly<Record<Maker, string>> = {
  application: 'the application',
  outside: 'a host outside the mesh',
  'caller-proxy': "the caller's proxy",
  gateway: 'the gateway',
  waypoint: 'the waypoint',
  'callee-proxy': "the callee's proxy",
  ztunnel: 'ztunnel',
  network: 'the network',
  'name-lookup': 'the lookup of the name',
};

/** One way in which a request ends, with its share of all requests. */
export interface Outcome {
  readonly share: number;
  readonly ending: Ending;
  /** Who is reached; null where nobody is, or nobody who may be named. */
  readonly workload: End['workload'];
}

/** How a request ends, through all gateways that it passes: copies left out, the largest share first. */
export function outcomesOf(simulation: Simulation): readonly Outcome[] {
  return outcomesAt(simulation, 0, 1).sort((a, b) => b.share - a.share);
}

function outcomesAt({ hops }: Simulation, at: number, share: number): Outcome[] {
  const hop = hops[at];
  if (hop === undefined) return [];
  if (hop.ending !== null) return [{ share, ending: hop.ending, workload: null }];
  const ends = hop.destinations.filter(({ mirror }) => !mirror).flatMap((each) => each.ends);
  return ends.flatMap((end) =>
    end.next === null
      ? [{ share: share * end.share, ending: end.ending, workload: end.workload }]
      : outcomesAt({ hops }, end.next, share * end.share),
  );
}

/** Whether a call gets through: all of it, some of it, none of it, or it cannot be told. */
export type Through = 'yes' | 'partly' | 'no' | 'unknown';

/** Whether a call gets through, by all that can become of it. */
export function throughOf(outcomes: readonly Outcome[]): Through {
  const passes = outcomes.filter(({ ending }) => ending.kind === 'reaches' || ending.kind === 'answered');
  if (passes.length === outcomes.length && outcomes.length > 0) return 'yes';
  if (outcomes.some(({ ending }) => ending.kind === 'unknown')) return 'unknown';
  return passes.length === 0 ? 'no' : 'partly';
}

/** `reaches shop/cart-v1`, `503 UH by the caller's proxy`. */
export function outcomeText({ ending, workload }: Pick<Outcome, 'ending' | 'workload'>): string {
  const { kind, by, code, flags, ifEnforced } = ending;
  const provided = ifEnforced ? ', if the network plugin enforces NetworkPolicy' : '';
  if (kind === 'reaches') {
    if (by === 'outside') return 'leaves the mesh';
    return workload === null ? 'reaches a workload' : `reaches ${workload.namespace}/${workload.name}`;
  }
  if (kind === 'unknown') return `cannot be told: ${makers[by]} decides by what is not simulated`;
  const status = code === null || code === 0 ? 'no answer' : `${code}`;
  const flag = flags === '-' ? '' : ` ${flags}`;
  return kind === 'answered'
    ? `is answered ${status} by ${makers[by]}`
    : `fails with ${status}${flag}, made by ${makers[by]}${provided}`;
}

/** The answer in one sentence, without the request. */
export function sentenceOf(simulation: Simulation): string {
  const merged = new Map<string, number>();
  for (const outcome of outcomesOf(simulation)) {
    const text = outcomeText(outcome);
    merged.set(text, (merged.get(text) ?? 0) + outcome.share);
  }
  const parts = [...merged].map(([text, share]) =>
    merged.size === 1 ? text : `${formatShare(share)} ${text}`,
  );
  return parts.length === 0 ? 'goes nowhere' : parts.join(', ');
}
