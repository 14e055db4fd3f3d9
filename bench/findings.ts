import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
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
/** The kinds of which one object is changed, and which. Pods change the most, configuration is what people wait for. */
const changed = [
  ['VirtualService', 'svc-7'],
  ['DestinationRule', 'svc-7'],
  ['AuthorizationPolicy', 'svc-7'],
  ['ServiceEntry', 'svc-7'],
  ['Service', 'svc-7'],
  ['Deployment', 'svc-7-v1'],
  ['Pod', 'svc-7-v1-abc-0'],
] as const;

/** Every rule over a mesh of 5,000 Istio objects from nothing, and after a change of one object, by the slowest kind. */
export function findingsRows(): Row[] {
  const objects = findingsMesh(services);
  const { cluster } = snapshotOfObjects(clusterId.parse('bench'), objects);
  const full = timesOf(5, () => createValidator()(meshOf(fresh(cluster))));
  const plain = median(timesOf(5, () => JSON.stringify(objects)));
  let latest = fresh(cluster);
  const before = heapUsed();
  const validate = createValidator();
  validate(meshOf(latest));
  const kept = heapUsed() - before;
  const changes = changed.map(([kind, name]) => {
    const times = timesOf(15, () => {
      latest = withChange(latest, kind, 'ns-7', name);
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
      measured: `${whole.toFixed(0)} ms (${beside(whole)}), ${(kept / 2 ** 20).toFixed(1)} MiB kept for the next change`,
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

/** Bytes of the heap that are in use, after what is not has been collected. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
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
