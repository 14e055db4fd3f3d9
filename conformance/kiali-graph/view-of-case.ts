import { epochSeconds, seconds } from '#lib/core/units.ts';
import { buildView, type View } from '#lib/graph/view/build-view.ts';
import type { FlowSample } from '#lib/graph/view/flow.ts';
import { flowNeeds } from '#lib/graph/view/flow-needs.ts';
import type { BoxBy, Focus, HealthOptions, ViewOptions } from '#lib/graph/view/options.ts';
import { readToleranceRules, type ToleranceRule, tolerancesFor } from '#lib/health/tolerance-config.ts';
import { type FlowNeeds, flowQueries } from '#lib/prom/queries/flows.ts';
import { createPromClient } from '#server/prom/client.ts';
import type { GraphCase, HealthRate } from './case-file.ts';
import { meshOfCase } from './mesh-of-case.ts';
import { caseLabel } from './open-metrics.ts';

const clock = {
  now: () => Date.now(),
  after: () => Promise.resolve(),
};

/** Asks Prometheus what the product would ask for such a view, and builds it. */
export async function viewOfCase(graphCase: GraphCase, url: string): Promise<View> {
  const window = seconds.parse(graphCase.duration);
  const options = optionsOf(graphCase);
  const samples = await ask(graphCase, url, flowNeeds(options));
  return buildView({ samples, snapshot: meshOfCase(graphCase.mesh), window, options });
}

async function ask(
  { id, duration, queryTime }: GraphCase,
  url: string,
  needs: FlowNeeds,
): Promise<FlowSample[]> {
  const scope = [{ label: caseLabel, value: id }];
  const client = createPromClient({
    settings: { url, auth: { kind: 'none' }, ca: null, headers: {}, scope },
    clock,
  });
  try {
    const { signal } = new AbortController();
    const at = epochSeconds.parse(queryTime);
    const answers = flowQueries(seconds.parse(duration), needs).map(async ({ measure, query }) => {
      const { vector } = await client.query(query, at, signal);
      return vector.flatMap(({ labels, value }) => (value === null ? [] : [{ measure, labels, value }]));
    });
    return (await Promise.all(answers)).flat();
  } finally {
    await client.close();
  }
}

const wants = (graphCase: GraphCase, appender: string): boolean =>
  graphCase.flags.appenders.includes(appender);

const percentileOf = (text: string): number | 'mean' => (text === 'avg' ? 'mean' : Number(text));

function optionsOf(graphCase: GraphCase): ViewOptions {
  const { flags, graphType, namespaces, mesh } = graphCase;
  const on = (appender: string) => wants(graphCase, appender);
  const readable = new Map(Object.entries(mesh.namespaces).map(([name, list]) => [name, new Set(list)]));
  return {
    graphType,
    namespaces: new Set(namespaces),
    focus: focusOf(graphCase.node),
    rates: flags.rates,
    ambientTraffic: flags.ambientTraffic,
    serviceNodes: flags.injectServiceNodes,
    idleEdges: flags.includeIdleEdges,
    latency: on('responseTime') ? percentileOf(flags.responseTime) : null,
    throughput: on('throughput') ? flags.throughputType : null,
    serviceEntries: on('serviceEntry'),
    deadNodes: on('deadNode'),
    idleNodes: on('idleNode'),
    workloadEntries: on('workloadEntry'),
    membership: on('meshCheck'),
    configBadges: on('istio'),
    labels: on('labeler'),
    security: on('securityPolicy'),
    operations: on('aggregateNode') ? 'request_operation' : null,
    waypoints: on('ambient') ? (flags.waypoints ? 'shown' : 'hidden') : 'plain',
    boxBy: flags.boxBy.split(',').filter(isBoxBy),
    health: on('health') ? healthOf(graphCase) : null,
    // To Kiali an end without a cluster is in an unknown one, though there be only one.
    soleCluster: null,
    readable: (cluster, namespace) => readable.get(cluster)?.has(namespace) === true,
  };
}

const isBoxBy = (text: string): text is BoxBy => text === 'cluster' || text === 'namespace' || text === 'app';

function focusOf(node: GraphCase['node']): Focus | null {
  if (node === undefined) return null;
  const at = { namespace: node.namespace, cluster: node.cluster ?? null };
  if (node.aggregate !== undefined) {
    const [label, value] = [node.aggregate, node.aggregateValue ?? ''];
    return { kind: 'operation', ...at, label, value, service: node.service ?? null };
  }
  if (node.app !== undefined) return { kind: 'app', ...at, app: node.app, version: node.version ?? null };
  if (node.workload !== undefined) return { kind: 'workload', ...at, workload: node.workload };
  return { kind: 'service', ...at, service: node.service ?? '' };
}

/** Health settings as Weft reads them; nothing written leaves Weft's own tolerances. Throws where they cannot be read. */
export function toleranceRules(rates: readonly HealthRate[]): readonly ToleranceRule[] {
  const read = readToleranceRules(rates);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

function healthOf({ mesh }: GraphCase): HealthOptions {
  const rules = toleranceRules(mesh.healthRates ?? []);
  return {
    tolerancesFor: (entity) => tolerancesFor(rules, entity),
    syncedProxies: (cluster, namespace, name) => {
      const found = mesh.workloads.find(
        (workload) =>
          (workload.cluster ?? mesh.homeCluster) === cluster &&
          workload.namespace === namespace &&
          workload.name === name,
      );
      return found?.replicas?.syncedProxies ?? null;
    },
  };
}
