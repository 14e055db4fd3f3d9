import type { Change } from '#demo/traffic/config/changes.ts';
import type { PodNode } from '#demo/traffic/config/workloads.ts';
import type { World } from '#demo/traffic/config/world.ts';
import type { Random } from '#demo/traffic/random.ts';
import { type KindName, kinds } from '#lib/k8s/kinds.ts';
import { controlPlane, convergenceBuckets, pushTimeBuckets } from './control-plane-families.ts';
import { families } from './families.ts';
import type { PodMetrics } from './pod-metrics.ts';

export const isControlPlane = (pod: PodNode): boolean => pod.labels.app === 'istiod';

type Part = 'cds' | 'eds' | 'lds' | 'rds';

/** Which parts of a proxy's configuration a kind is pushed in; null for kinds that istiod does not read. */
const pushedIn = (kind: KindName): readonly Part[] | null => {
  if (kind === 'EndpointSlice' || kind === 'Pod') return ['eds'];
  if (kind === 'Service' || kind === 'ConfigMap') return ['cds', 'eds', 'lds', 'rds'];
  const { group } = kinds[kind];
  const mesh = /istio\.io$|^gateway\.networking/.test(group);
  return mesh ? ['cds', 'eds', 'lds', 'rds'] : null;
};

/** Moves istiod's metrics and the agents': what is known now, and what each change of configuration made it send. */
export interface ControlPlane {
  configured(world: World, changes: readonly Change[], virtualServices: number, cpus: number | null): void;
  moved(world: World, nowMs: number): void;
}

const day = 86_400;
const rootLifetime = 3650 * day;

/** The control plane of a mesh that starts at `startMs` (epoch milliseconds). */
export function createControlPlane(
  random: Random,
  startMs: number,
  metricsOf: (pod: PodNode) => PodMetrics,
): ControlPlane {
  const rootExpires = Math.floor(startMs / 1000) + rootLifetime - 30 * day;
  return {
    configured(world, changes, virtualServices, cpus) {
      const proxies = world.pods.filter((pod) => pod.meshed && !isControlPlane(pod)).length;
      const refusing = [...world.refusing].reduce(
        (sum, { pods }) => sum + pods.filter(({ meshed }) => meshed).length,
        0,
      );
      const servers = world.pods.filter((pod) => isControlPlane(pod) && pod.ready);
      servers.forEach((pod, i) => {
        const share = Math.floor(proxies / servers.length) + (i < proxies % servers.length ? 1 : 0);
        setKnown(metricsOf(pod), pod, world, virtualServices, share);
        const refused = Math.round((share * refusing) / Math.max(proxies, 1));
        countChanges(metricsOf(pod), random, changes, { proxies: share, refused, cpus });
      });
    },
    moved(world, nowMs) {
      const now = Math.floor(nowMs / 1000);
      for (const pod of world.pods) {
        if (isControlPlane(pod)) {
          const metrics = metricsOf(pod);
          metrics.single(controlPlane.rootExpiry, {}).value = rootExpires;
          metrics.single(controlPlane.rootExpirySeconds, {}).value = rootExpires - now;
        } else if (pod.meshed) setAgent(metricsOf(pod), pod, now);
      }
    },
  };
}

/** A workload certificate lives a day and is renewed at half of that. */
function setAgent(metrics: PodMetrics, pod: PodNode, now: number): void {
  const age = (now + pod.index * 997 + pod.name.length * 1009) % (day / 2);
  metrics.single(families.certExpiry, { resource_name: 'default' }).value = day - age;
  metrics.single(families.build, { component: 'proxy', tag: pod.istioVersion ?? 'unknown' }).value = 1;
}

function setKnown(
  metrics: PodMetrics,
  pod: PodNode,
  world: World,
  virtualServices: number,
  proxies: number,
): void {
  const version = pod.istioVersion ?? 'unknown';
  metrics.single(controlPlane.info, { version }).value = 1;
  metrics.single(controlPlane.build, { component: 'pilot', tag: version }).value = 1;
  metrics.single(controlPlane.connections, { version }).value = proxies;
  metrics.single(controlPlane.services, {}).value = world.registry.hosts.length;
  metrics.single(controlPlane.virtualServices, {}).value = virtualServices;
  // Counters that start at nought are there to be seen at nought.
  for (const type of ['cds', 'eds', 'lds', 'rds']) metrics.single(controlPlane.rejects, { type });
  metrics.single(controlPlane.internalErrors, {});
}

/** What one istiod serves with. */
interface Served {
  readonly proxies: number;
  /** Those of them that refuse the listeners they are sent. */
  readonly refused: number;
  /** What it may use at most; null without limit. */
  readonly cpus: number | null;
}

/** Below so many CPUs istiod falls behind. */
const enoughCpus = 0.1;

function countChanges(
  metrics: PodMetrics,
  random: Random,
  changes: readonly Change[],
  { proxies, refused, cpus }: Served,
): void {
  const parts = new Set<Part>();
  for (const { kind, event } of changes) {
    const pushed = pushedIn(kind);
    if (pushed === null) continue;
    for (const part of pushed) parts.add(part);
    metrics.single(controlPlane.events, { type: kinds[kind].kind, event }).value++;
    metrics.single(controlPlane.inbound, { type: kind === 'EndpointSlice' ? 'eds' : 'config' }).value++;
    if (kind === 'Pod' && event === 'add') {
      metrics.single(controlPlane.csrs, {}).value++;
      metrics.single(controlPlane.issued, {}).value++;
    }
  }
  if (parts.size === 0 || proxies === 0) return;
  const type = parts.size === 1 ? 'endpoint' : 'config';
  metrics.single(controlPlane.triggers, { type }).value++;
  for (const part of parts) {
    metrics.single(controlPlane.pushes, { type: part }).value += proxies;
    const time = metrics.histogram(controlPlane.pushTime, { type: part }, pushTimeBuckets);
    seconds(random, time, 0.004, proxies);
  }
  if (parts.has('lds')) metrics.single(controlPlane.rejects, { type: 'lds' }).value += refused;
  const convergence = metrics.histogram(controlPlane.convergence, {}, convergenceBuckets);
  // istiod waits 100 ms for changes to settle before it pushes, and serves proxies one after the other.
  const behind = cpus !== null && cpus < enoughCpus ? 2 / cpus : 0;
  seconds(random, convergence, 0.11 + proxies / 20_000 + behind, proxies);
}

/** Adds `n` durations around a median of `median` seconds. */
function seconds(
  random: Random,
  histogram: ReturnType<PodMetrics['histogram']>,
  median: number,
  n: number,
): void {
  for (let i = 0; i < n; i++) {
    const value = median * Math.exp(0.5 * random.normal());
    histogram.counts.forEach((count, at) => {
      if (value <= (histogram.list.bounds[at] ?? Number.POSITIVE_INFINITY)) histogram.counts[at] = count + 1;
    });
    histogram.sum.value += value;
    histogram.count.value++;
  }
}
