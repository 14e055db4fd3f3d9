import { epochSeconds, seconds } from '#lib/core/units.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { TrafficSample } from '#lib/prom/series.ts';
import { buildGraph, type GraphInput } from '../build.ts';
import type { TrafficGraph } from '../model.ts';

/** The graph of five minutes of live traffic, scraped each 15 s, with nothing missing; `more` says what is otherwise. For tests. */
export const testGraph = (
  snapshot: MeshSnapshot,
  samples: readonly TrafficSample[],
  more: Partial<GraphInput> = {},
): TrafficGraph =>
  buildGraph({
    samples,
    snapshot,
    at: epochSeconds.parse(1_000_000),
    live: true,
    window: seconds.parse(300),
    scrapeInterval: seconds.parse(15),
    missing: [],
    findings: [],
    sentSince: [],
    ...more,
  });
