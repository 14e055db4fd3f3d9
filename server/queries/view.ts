import type { GraphResponse } from '#lib/api/contract.ts';
import { isWeftError } from '#lib/core/error-code.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { forViewer } from '#lib/graph/filter.ts';
import { buildView } from '#lib/graph/view/build-view.ts';
import { drawView } from '#lib/graph/view/draw-view.ts';
import type { FlowSample } from '#lib/graph/view/flow.ts';
import { flowNeeds } from '#lib/graph/view/flow-needs.ts';
import type { ViewOptions } from '#lib/graph/view/options.ts';
import { tolerancesFor } from '#lib/health/tolerance-config.ts';
import { type FlowNeeds, type FlowQuery, flowQueries } from '#lib/prom/queries/flows.ts';
import type { Context } from '../context.ts';
import type { MissingPart, TrafficReading } from '../prom/source.ts';
import { fullGraph } from './full-graph.ts';
import { shared } from './shared.ts';
import { visibilityOf } from './visibility.ts';

/** A view as it is asked for; what the viewer may read, what health tolerates and which clusters there are is not theirs to say. */
export interface ViewQuery extends TimeSelection {
  readonly options: Omit<ViewOptions, 'readable' | 'health' | 'soleCluster'>;
}

/**
 * A view at another grain than the graph of the mesh, as the viewer may see it, at the moment of the latest reading. Throws
 * WeftError when there is nothing good to show; a query of the view that fails leaves its part out and is named in `missing`.
 */
export async function readView(
  ctx: Context,
  { options: asked, ...selection }: ViewQuery,
): Promise<GraphResponse> {
  const { graph, reading, snapshot } = await fullGraph(ctx, selection);
  const [only, ...others] = snapshot.clusters.keys();
  const options: ViewOptions = {
    ...asked,
    soleCluster: others.length === 0 ? (only ?? null) : null,
    readable: (_cluster, namespace) => ctx.viewer.namespaces?.has(namespace) ?? true,
    health: {
      tolerancesFor: (entity) => tolerancesFor(ctx.toleranceRules ?? [], entity),
      syncedProxies: () => null,
    },
  };
  const { samples, missing } = await flowsOf(ctx, reading, flowNeeds(options));
  const view = buildView({ samples, snapshot, window: reading.window, options });
  const drawn = drawView({ view, graph, snapshot });
  const seen = forViewer({ ...drawn, missing: [...drawn.missing, ...missing] }, visibilityOf(ctx));
  return { graph: seen, stale: reading.stale === null ? null : { ...reading.stale } };
}

interface Flows {
  readonly samples: readonly FlowSample[];
  readonly missing: readonly MissingPart[];
}

/** What one reading's flows are, asked once for all who need the same, whoever asks. */
function flowsOf(ctx: Context, reading: TrafficReading, needs: FlowNeeds): Promise<Flows> {
  const kept = shared(ctx.prom, 'flows', () => new WeakMap<TrafficReading, Map<string, Promise<Flows>>>());
  const ofReading = kept.get(reading) ?? new Map<string, Promise<Flows>>();
  kept.set(reading, ofReading);
  const key = JSON.stringify(needs);
  const known = ofReading.get(key);
  if (known !== undefined) return known;
  const asked = askFlows(ctx, reading, needs);
  ofReading.set(key, asked);
  return asked;
}

/** Shared, so no viewer's leaving ends it. */
async function askFlows({ prom }: Context, { window, at }: TrafficReading, needs: FlowNeeds): Promise<Flows> {
  const { signal } = new AbortController();
  const ask = async ({ measure, query }: FlowQuery) => {
    try {
      const rows = await prom.instant(query, at, signal);
      const samples = rows.flatMap(({ labels, value }) =>
        value === null ? [] : [{ measure, labels, value }],
      );
      return { samples, missing: [] };
    } catch (error) {
      const reason = isWeftError(error) ? error.message : 'The query failed.';
      return { samples: [], missing: [{ query: query.name, reason }] };
    }
  };
  const parts = await Promise.all(flowQueries(window, needs).map(ask));
  return { samples: parts.flatMap((part) => part.samples), missing: parts.flatMap((part) => part.missing) };
}
