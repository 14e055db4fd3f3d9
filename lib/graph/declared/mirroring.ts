import { type PerSecond, perSecond } from '#lib/core/units.ts';
import { rulesMirroringTo } from '#lib/mesh/effective-routes.ts';
import { effectsOf, type MirrorTarget } from '#lib/mesh/rule-effects.ts';
import type { GraphEdge, GraphNode } from '../model.ts';
import { type EdgeWay, ending } from './edge-way.ts';
import type { EdgeLayers } from './layers.ts';
import type { Siblings } from './observed.ts';
import { placeOf } from './rule-place.ts';
import { type Readable, standsFor } from './stands-for.ts';

type Mirroring = NonNullable<EdgeLayers['mirroring']>;

/** Envoy ends the host of a copy so, before its port. */
const shadow = /-shadow(?=:\d+$|$)/;

/** Copies that rules make of an edge's requests, and the copies that an edge carries itself. */
export function mirroringOf(
  edge: GraphEdge,
  way: EdgeWay,
  siblings: Siblings,
  readable: Readable,
): EdgeLayers['mirroring'] {
  const copies = copiesOf(way, siblings);
  const receives = receivesOf(edge, way, siblings, readable);
  return copies.length === 0 && receives === null ? null : { copies, receives };
}

function copiesOf(way: EdgeWay, siblings: Siblings): Mirroring['copies'] {
  return way.rules.flatMap((reaching) =>
    effectsOf(reaching.rule).mirrors.map(({ target, percent, path }) => ({
      ...placeOf(reaching, path),
      host: target.host,
      subset: target.subset,
      percent,
      observed: arriving(target, way, siblings),
    })),
  );
}

/** Copies that arrive at a mirror, over all edges that end there. */
function arriving(mirror: MirrorTarget, way: EdgeWay, siblings: Siblings): PerSecond | null {
  const rates = siblings
    .filter(({ edge }) => edge.service?.host.replace(shadow, '') === mirror.host)
    .filter(({ target }) => ending([mirror], way.cluster, way.caller, workloadsAt(target, way)).length > 0)
    .map(({ edge }) => unseenByCaller(edge))
    .filter((rate) => rate !== null);
  return rates.length === 0 ? null : perSecond.parse(rates.reduce((sum, rate) => sum + rate, 0));
}

const workloadsAt = (target: GraphNode, { cluster }: EdgeWay) =>
  target.kind === 'service' ? null : standsFor(target, cluster);

/** Per second, what arrived and the caller's proxy does not report: it counts no copies. Null where none reports it there. */
function unseenByCaller({ reports: { source, destination } }: GraphEdge): number | null {
  const arrived = destination?.rate ?? null;
  if (arrived === null) return null;
  const unseen = arrived - (source?.rate ?? 0);
  // Both are sums of the same numbers in another order.
  return unseen > arrived * 1e-6 ? unseen : 0;
}

function receivesOf(
  edge: GraphEdge,
  way: EdgeWay,
  siblings: Siblings,
  readable: Readable,
): Mirroring['receives'] {
  const sentTo = new Set(siblings.map((other) => other.edge.service?.host));
  const byName = shadow.test(way.host);
  const from = rulesMirroringTo(way.cluster, way.host.replace(shadow, ''), way.caller)
    // A caller copies only what it sends.
    .filter(({ rule }) => rule.targets.some(({ host }) => sentTo.has(host)))
    .filter(({ route }) => readable(route.object.namespace))
    .filter(({ mirror }) => ending([mirror.target], way.cluster, way.caller, way.targets).length > 0)
    .map((found) => ({ ...placeOf(found, found.mirror.path), percent: found.mirror.percent }));
  if (from.length === 0 && !byName) return null;
  const rate = unseenByCaller(edge);
  return {
    from,
    rate: rate === null ? null : perSecond.parse(rate),
    alone: edge.reports.source === null,
    byName,
  };
}
