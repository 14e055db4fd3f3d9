import type { Check } from '#lib/core/check.ts';
import { objectName } from '#lib/core/object-ref.ts';
import { formatSpan } from '#lib/format/duration.ts';
import { formatRateShort } from '#lib/format/rate.ts';
import { nodesGoverned } from '#lib/graph/decorate/node-showing.ts';
import { nodeIdOf } from '#lib/graph/identity.ts';
import type { GraphEdge, TrafficGraph } from '#lib/graph/model.ts';
import { writtenKind } from '#lib/k8s/written-kinds.ts';
import { callerOf } from '#lib/mesh/effective-routes.ts';
import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import { workloads } from '#lib/mesh/workloads.ts';
import { hostsOfSteps } from './hosts-of-steps.ts';
import type { PlanInput, PlannedStep } from './plan-input.ts';
import { edgeRate } from './rates.ts';
import { passes, unknown, warns } from './say.ts';

const code = 'blast-radius';
const shown = 4;

/** Whose requests a plan touches, and how many: those to its hosts, and to what its policies select. What is for the whole mesh warns. */
export function blastRadiusCheck(plan: PlanInput): readonly Check[] {
  const ofMesh = plan.steps.filter(({ ref }) => writtenKind(ref.group, ref.kind) === null);
  if (ofMesh.length === 0)
    return [passes(code, 'It touches no traffic: it is no configuration of the mesh.')];
  const input = { ...plan, steps: ofMesh };
  const wide = input.steps.flatMap((step) => reach(input, step) ?? []);
  const touched = touchedBy(input);
  if (touched === null)
    return [
      ...wide.map((says) => warns(code, says)),
      unknown(code, 'What traffic it touches is not known: there are no metrics.'),
    ];
  return wide.length > 0 ? wide.map((says) => warns(code, `${says} ${touched}`)) : [passes(code, touched)];
}

/** Why a step is about more than the hosts that it names; null where it is not. */
function reach({ before, after }: PlanInput, { ref, after: object }: PlannedStep): string | null {
  const root = meshConfigOf(object === null ? before : after).rootNamespace;
  if (ref.kind === 'Gateway') return `${objectName(ref)} is entered by everything that is bound to it.`;
  if (ref.namespace === root && ref.kind !== 'VirtualService')
    return `${objectName(ref)} is in the root namespace: it holds for the whole mesh.`;
  if (ref.kind === 'EnvoyFilter')
    return `${objectName(ref)} changes proxies in ways that cannot be foretold.`;
  return null;
}

function touchedBy(input: PlanInput): string | null {
  const { traffic } = input;
  if (traffic === null) return null;
  const hosts = hostsOfSteps(input);
  const governed = new Set(
    [input.before, input.after].flatMap((cluster) => {
      const mesh = { version: 0, clusters: new Map([[cluster.id, cluster]]) };
      return input.steps.flatMap(({ ref }) => (isOfHosts(ref.kind) ? [] : [...nodesGoverned(mesh, ref)]));
    }),
  );
  const entered = gatewayNodes(input);
  const edges = traffic.edges.filter(
    ({ service, source, target }) =>
      (service !== null && hosts.has(service.host)) || governed.has(target) || entered.has(source),
  );
  return told(traffic, edges);
}

/** The gateways that a plan's Gateways are served by: what enters there leaves them by routes that are bound to those. */
function gatewayNodes({ before, steps }: PlanInput): ReadonlySet<string> {
  const named = new Set(
    steps.flatMap(({ ref: { kind, group, namespace, name } }) =>
      kind !== 'Gateway' ? [] : [`${group === 'networking.istio.io' ? '' : 'k8s:'}${namespace}/${name}`],
    ),
  );
  if (named.size === 0) return named;
  const serving = [...workloads(before).values()].filter(
    (workload) => workload.gateway && callerOf(before, workload).gateways?.some((one) => named.has(one)),
  );
  return new Set(
    serving.map(({ namespace, name }) => nodeIdOf({ kind: 'workload', cluster: before.id, namespace, name })),
  );
}

/** Kinds whose hosts tell more exactly what they are about than what is behind those hosts. */
const isOfHosts = (kind: string): boolean =>
  kind === 'VirtualService' || kind === 'DestinationRule' || kind.endsWith('Route');

function told(traffic: TrafficGraph, edges: readonly GraphEdge[]): string {
  if (edges.length === 0) return `Nobody called what it is about in the last ${formatSpan(traffic.window)}.`;
  const names = new Map(
    traffic.nodes.map(({ id, kind, name }) => [
      id,
      kind === 'inaccessible' ? 'a caller that you may not see' : name,
    ]),
  );
  const callers = [...Map.groupBy(edges, ({ source }) => source)]
    .map(([id, own]) => ({ name: names.get(id) ?? id, rate: rateOf(own) }))
    .sort((a, b) => (b.rate ?? 0) - (a.rate ?? 0));
  const list = callers
    .slice(0, shown)
    .map(({ name, rate }) => `${name} ${rate === null ? '(TCP)' : formatRateShort(rate)}`);
  const more = callers.length > shown ? ` and ${callers.length - shown} more` : '';
  const all = rateOf(edges);
  const rate = all === null ? '' : `, ${formatRateShort(all)} in all`;
  return `It touches ${callers.length} ${callers.length === 1 ? 'caller' : 'callers'}${rate}: ${list.join(', ')}${more}.`;
}

/** Of TCP there are no requests: null where there is nothing else. */
function rateOf(edges: readonly GraphEdge[]): number | null {
  const requests = edges.filter(({ protocol }) => protocol !== 'tcp');
  return requests.length === 0 ? null : requests.reduce((sum, edge) => sum + (edgeRate(edge) ?? 0), 0);
}
