import { type PerSecond, perSecond } from '#lib/core/units.ts';
import type { Slots } from '../accumulate.ts';
import { type EdgeNumbers, numbersOf } from '../edge-numbers.ts';
import { mergeSums } from '../merge-sums.ts';
import type { TrafficGraph } from '../model.ts';
import { knownOf } from '../report.ts';
import type { View } from './build-view.ts';
import type { ViewEdge } from './view-graph.ts';

/** An edge of a view and what its reporters say. */
export interface ToldEdge {
  readonly edge: ViewEdge;
  readonly numbers: EdgeNumbers;
  /** Requests per second on each of its stretches, as they are shown; null where they are not known. */
  readonly rates: ReadonlyMap<string, PerSecond | null>;
}

/** The edges of a view with the numbers that were summed for them. */
export function tellEdges(
  { edges }: View,
  sums: ReadonlyMap<string, Slots>,
  { window, missing }: TrafficGraph,
): readonly ToldEdge[] {
  const known = knownOf(missing);
  return edges.map((edge) => {
    const tell = (told: Slots) => numbersOf(told, edge.protocol, window, known);
    const stretches = [...edge.stretches].flatMap((key) => {
      const told = sums.get(key);
      return told === undefined ? [] : [[key, told] as const];
    });
    const numbers = tell(mergeSums(stretches.map(([, told]) => told)));
    const rates = stretches.map(
      ([key, told]) => [key, shownRate(stretches.length === 1 ? numbers : tell(told))] as const,
    );
    return { edge, numbers, rates: new Map(rates) };
  });
}

const shownRate = ({ reports, shown }: EdgeNumbers): PerSecond | null => reports[shown]?.rate ?? null;

/**
 * Requests per second on edges that have one end in common; null where none is known. What is drawn on several of them, as in a
 * graph of services the calls of a workload behind two, counts once.
 */
export function requestsOn(told: readonly ToldEdge[]): PerSecond | null {
  const rates = [...new Map(told.flatMap((one) => [...one.rates])).values()].filter((rate) => rate !== null);
  return rates.length === 0 ? null : perSecond.parse(rates.reduce((sum, rate) => sum + rate, 0));
}
