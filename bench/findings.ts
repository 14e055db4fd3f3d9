import { clusterId } from '#lib/core/ids.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';
import { createValidator } from '#lib/validation/run.ts';
import { findingsMesh } from './findings-mesh.ts';
import { median } from './median.ts';
import type { Row } from './row.ts';

const services = 1000;
const fullBudgetMs = 500;
const changeBudgetMs = 20;
/** The kinds of configuration of which one object is changed, and whose. */
const changed = [
  'VirtualService',
  'DestinationRule',
  'AuthorizationPolicy',
  'ServiceEntry',
  'Service',
] as const;

/** Every rule over a mesh of 5,000 Istio objects from nothing, and after a change of one object, by the slowest kind. */
export function findingsRows(): Row[] {
  const objects = findingsMesh(services);
  const { cluster } = snapshotOfObjects(clusterId.parse('bench'), objects);
  const full = timesOf(5, () => createValidator()(meshOf(fresh(cluster))));
  const plain = median(timesOf(5, () => JSON.stringify(objects)));
  const validate = createValidator();
  let latest = fresh(cluster);
  validate(meshOf(latest));
  const changes = changed.map((kind) => {
    const times = timesOf(9, () => {
      latest = withChange(latest, kind, 'ns-7', 'svc-7');
      validate(meshOf(latest));
    });
    return { kind, ms: median(times) };
  });
  const slowest = changes.reduce((a, b) => (b.ms > a.ms ? b : a));
  const whole = median(full);
  const beside = (ms: number) => `${(ms / plain).toFixed(1)} × a pass over the objects`;
  return [
    {
      what: `findings of ${objects.length} objects from nothing`,
      measured: `${whole.toFixed(0)} ms (${beside(whole)})`,
      limit: `${fullBudgetMs} ms`,
      ratio: whole / fullBudgetMs,
      budget: 1,
    },
    {
      what: `findings after one change (${slowest.kind}, the slowest of ${changes.length} kinds)`,
      measured: `${slowest.ms.toFixed(1)} ms (${beside(slowest.ms)})`,
      limit: `${changeBudgetMs} ms`,
      ratio: slowest.ms / changeBudgetMs,
      budget: 1,
    },
  ];
}

function timesOf(runs: number, work: () => unknown): number[] {
  return Array.from({ length: runs }, () => {
    const from = performance.now();
    work();
    return performance.now() - from;
  });
}

const meshOf = (cluster: ClusterSnapshot): MeshSnapshot => ({
  version: 1,
  clusters: new Map([[cluster.id, cluster]]),
});

/** The same objects in maps that nothing is remembered of. */
const fresh = (cluster: ClusterSnapshot): ClusterSnapshot => ({
  ...cluster,
  objects: new Map(
    [...cluster.objects].map(([kind, spaces]) => [
      kind,
      new Map([...spaces].map(([name, named]) => [name, new Map(named)])),
    ]),
  ),
});

/** A cluster after a watch event that brought one object again. */
function withChange(
  cluster: ClusterSnapshot,
  kind: KindName,
  namespace: string,
  name: string,
): ClusterSnapshot {
  const spaces = new Map(cluster.objects.get(kind));
  const named = new Map(spaces.get(namespace));
  const object = named.get(name);
  if (object === undefined) throw new Error(`no ${kind} ${namespace}/${name}`);
  spaces.set(namespace, named.set(name, structuredClone(object)));
  return { ...cluster, objects: new Map(cluster.objects).set(kind, spaces) };
}
