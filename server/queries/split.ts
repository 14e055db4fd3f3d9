import type { SplitResponse } from '#lib/api/edit-contract.ts';
import { WeftError } from '#lib/core/error-code.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { perSecond } from '#lib/core/units.ts';
import { acceptanceOf } from '#lib/edit/split/acceptance.ts';
import { mixedRules } from '#lib/edit/split/mixed-rules.ts';
import { type ObservedShare, observedShares } from '#lib/edit/split/observed-split.ts';
import type { RouteDestination, RouteRule } from '#lib/edit/split/route-rule.ts';
import { routeRules } from '#lib/edit/split/route-rules.ts';
import { callersOfRoute } from '#lib/mesh/callers-of-route.ts';
import { type DestinationPods, destinationPods } from '#lib/mesh/destination-pods.ts';
import { callerOf } from '#lib/mesh/effective-routes.ts';
import { findObject } from '#lib/mesh/objects.ts';
import { overlay } from '#lib/mesh/overlay.ts';
import type { RouteCaller } from '#lib/mesh/route.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { workloadAt, workloadKey } from '#lib/mesh/workloads.ts';
import type { Context } from '../context.ts';
import { clusterOf, meshWith } from './review.ts';
import { type Counted, countSplit, longest } from './split-counts.ts';

interface Seen {
  readonly ctx: Context;
  readonly ref: ObjectRef;
  /** With the object as it was read. */
  readonly cluster: ClusterSnapshot;
  readonly rules: readonly RouteRule[];
  readonly counted: Counted;
}

/**
 * What is seen of each rule of a route, beside what it declares: shares counted at the source since the route changed, rates, and
 * the pods behind each destination. The object is read live with the viewer's rights. A query that fails leaves its part null.
 * Throws WeftError `bad-request` for an object that is no route, `not-found`, `forbidden`, `unavailable`.
 */
export async function readSplit(ctx: Context, ref: ObjectRef): Promise<SplitResponse> {
  const { object } = await ctx.kube.read(ref, ctx.viewer, ctx.signal);
  const rules = routeRules(object);
  if (rules.length === 0)
    throw new WeftError('bad-request', `${ref.kind} ${ref.name} has no rules that split traffic.`, {
      cure: 'Ask for a VirtualService, HTTPRoute, GRPCRoute, TLSRoute or TCPRoute with rules.',
    });
  const mesh = ctx.kube.snapshot();
  // What is worked out of the watched objects is kept as long as the very same are asked about.
  const watched = findObject(mesh, ref)?.metadata.resourceVersion;
  const isWatched = watched !== undefined && watched === object.metadata.resourceVersion;
  const known = clusterOf(mesh, ref.cluster);
  const cluster = isWatched ? known : overlay(known, [{ do: 'put', object }]).cluster;
  const snapshot = isWatched ? mesh : meshWith(mesh, cluster);
  const counted = await countSplit(ctx, { object, rules, snapshot });
  const seen = { ctx, ref, cluster, rules, counted };
  return {
    at: counted.at,
    since: counted.since,
    longest,
    rules: rules.map((rule) => ruleSeen(seen, rule)),
    accepted: acceptanceOf(object, counted.rejects),
    promql: [...counted.promql],
    missing: [...counted.missing],
  };
}

function ruleSeen(seen: Seen, rule: RouteRule): SplitResponse['rules'][number] {
  const { ref, cluster, rules, counted } = seen;
  const [first] = callersOfRoute(cluster, ref);
  const behind = rule.destinations.map(({ fullHost: host, subset }) =>
    first === undefined
      ? null
      : destinationPods(cluster, { host, subset, namespace: ref.namespace ?? '' }, first),
  );
  const traffic =
    rule.protocol === 'http' || rule.protocol === 'grpc' ? counted.requests : counted.connections;
  const sight = {
    edges: traffic.edges,
    nodes: traffic.nodes,
    behind: behind.map(
      (found) => new Set(found?.workloads.map(({ namespace, name }) => workloadKey(namespace, name))),
    ),
  };
  const mixedWith = mixedRules(cluster, ref, rule, rules, callersOf(seen, rule));
  const observed = mixedWith.length > 0 ? [] : observedShares(ref, rule, sight);
  // What an external host has behind it is not known: everything that goes there is its own.
  const rates = rule.destinations.map(({ fullHost }, i) =>
    traffic.rateTo(fullHost, behind[i]?.pods == null ? null : (sight.behind[i] ?? null)),
  );
  const hosts = [...new Set(rule.destinations.map(({ fullHost }) => fullHost))];
  return {
    id: rule.id,
    destinations: rule.destinations.map((destination, i) =>
      destinationSeen(seen, destination, behind[i] ?? null, observed[i] ?? null, rates[i] ?? null),
    ),
    mixedWith: [...mixedWith],
    rate: sumOf(hosts.map((host) => traffic.rateTo(host, null))),
  };
}

/** Pods and rules of a namespace that the viewer may not read are not told. */
function destinationSeen(
  { ctx: { viewer } }: Seen,
  { index }: RouteDestination,
  found: DestinationPods | null,
  observed: ObservedShare | null,
  rate: number | null,
): SplitResponse['rules'][number]['destinations'][number] {
  const readable = (ref: ObjectRef | null) =>
    ref !== null && (viewer.namespaces === null || viewer.namespaces.has(ref.namespace ?? '')) ? ref : null;
  const pods = found === null || readable(found.backend) === null ? null : found.pods;
  return {
    index,
    observed,
    rate: rate === null ? null : perSecond.parse(rate),
    ready: pods?.ready ?? null,
    pods: pods?.total ?? null,
    autoscaler: pods === null ? null : (found?.autoscaler ?? null),
    subset: found?.subset ?? 'none',
    backend: readable(found?.backend ?? null),
    destinationRule: readable(found?.destinationRule ?? null),
  };
}

/** Who was seen to call the rule's hosts; as long as nobody was, who would by what is declared. */
function callersOf({ cluster, ref, counted }: Seen, { destinations }: RouteRule): readonly RouteCaller[] {
  const hosts = new Set(destinations.map(({ fullHost }) => fullHost));
  const seen = [...counted.requests.edges, ...counted.connections.edges]
    .filter(({ service }) => service !== null && hosts.has(service.host))
    .map(({ source }) => counted.requests.nodes.get(source) ?? counted.connections.nodes.get(source));
  const workloads = new Set(
    seen.flatMap((node) =>
      node?.kind === 'workload' && node.cluster === cluster.id
        ? (workloadAt(cluster, node.namespace ?? '', node.name) ?? [])
        : [],
    ),
  );
  const declared = callersOfRoute(cluster, ref);
  return workloads.size === 0 ? declared : [...workloads].map((workload) => callerOf(cluster, workload));
}

function sumOf(rates: readonly (number | null)[]) {
  const known = rates.filter((rate) => rate !== null);
  return known.length === 0 ? null : perSecond.parse(known.reduce((sum, rate) => sum + rate, 0));
}
