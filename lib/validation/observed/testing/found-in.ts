import { epochSeconds } from '#lib/core/units.ts';
import { mesh } from '#lib/graph/testing/mesh.ts';
import { testGraph } from '#lib/graph/testing/test-graph.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { TrafficSample } from '#lib/prom/series.ts';
import { findingText } from '../../codes.ts';
import { checkObserved } from '../check-observed.ts';
import type { ObservedRule } from '../observed-rule.ts';
import type { Seen } from '../seen.ts';

/** What may be set of a refresh beside its rows. */
export interface Refreshed {
  /** Measures of which the query failed. */
  readonly missing?: readonly string[];
  readonly durations?: Seen['durations'];
}

/** What a rule finds in five minutes of traffic: `code kind name path`, with the level where it is not the catalogue's. */
export function foundIn(
  rule: ObservedRule,
  objects: readonly KubeObject[],
  samples: readonly TrafficSample[],
  { missing = [], durations = new Map() }: Refreshed = {},
): { readonly at: readonly string[]; readonly texts: readonly string[] } {
  const snapshot = mesh(objects);
  const graph = testGraph(snapshot, samples, {
    at: epochSeconds.parse(1_800_000_000),
    missing: missing.map((query) => ({ query, reason: 'it failed' })),
  });
  const found = checkObserved({ graph, snapshot, durations }, [rule]).findings;
  return {
    at: found.map(({ code, level, object, path }) =>
      `${level} ${code} ${object.kind} ${object.name} ${path}`.trim(),
    ),
    texts: found.map(findingText),
  };
}

/** An object of a kind by its spec. */
export const made = (apiVersion: string, kind: string, name: string, spec: object): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'shop' },
  spec,
});
