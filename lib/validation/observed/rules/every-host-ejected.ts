import { flaggedOn } from '#lib/graph/declared/observed.ts';
import type { OutlierDetection } from '#lib/istio/networking-types.ts';
import { workloadsOfServices } from '#lib/mesh/select-workloads.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { findingOf } from '../../rule.ts';
import type { ObservedRule } from '../observed-rule.ts';
import type { Seen, Sending } from '../seen.ts';
import { type Case, countArgs, tally, workloadText } from '../tally.ts';

/**
 * Requests without a host to go to (UH) although every pod of the service is ready, and outlier detection that may eject all
 * of them: Envoy ejects as long as the part that is out already lies below `maxEjectionPercent` (10 where it is not written).
 */
export const everyHostEjected: ObservedRule = {
  name: 'every-host-ejected',
  codes: ['WEFT0226'],
  reads: ['DestinationRule', 'Service', 'Pod'],
  *check(cluster, seen) {
    for (const counted of tally(ejected(cluster, seen))) {
      const { object, path, first } = counted;
      const args = { ...countArgs(counted, seen.graph.window), ...first.args };
      yield findingOf({ code: 'WEFT0226', path, args }, object);
    }
  },
};

interface Ejected extends Case {
  readonly args: Readonly<Record<string, string>>;
}

function* ejected(cluster: ClusterSnapshot, { sendings }: Seen): Generator<Ejected> {
  for (const { way, sent, reporter, caller, count, host } of sendings) {
    const hit = flaggedOn(sent, reporter, ['UH']).count;
    if (hit === 0) continue;
    const pods = readyPods(cluster, way);
    if (pods === null) continue;
    const deciding = way.policies.flatMap(({ policy }) => policy.outlierDetection ?? []);
    const all = deciding.find(({ value }) => mayEjectAll(value, pods.fewest));
    if (all === undefined) continue;
    const args = { host, ready: String(pods.ready), percent: String(percentOf(all.value)) };
    const path = `${all.path}.maxEjectionPercent`;
    yield { object: all.object, path, hit, total: count, caller: workloadText(caller), args };
  }
}

const percentOf = ({ maxEjectionPercent }: OutlierDetection): number => maxEjectionPercent ?? 10;

const mayEjectAll = (detection: OutlierDetection, pods: number): boolean =>
  (100 * (pods - 1)) / pods < percentOf(detection);

/** Ready pods behind the service, and those of its smallest workload; null unless all that are wanted are ready. */
function readyPods(
  cluster: ClusterSnapshot,
  { service }: Sending['way'],
): { readonly ready: number; readonly fewest: number } | null {
  if (service === null) return null;
  const { namespace = '', name } = service.metadata;
  const behind = workloadsOfServices(cluster).get(`${namespace}/${name}`) ?? [];
  if (behind.length === 0 || behind.some(({ pods }) => pods.ready < pods.total || pods.ready === 0))
    return null;
  const counts = behind.map(({ pods }) => pods.ready);
  return { ready: counts.reduce((sum, count) => sum + count, 0), fewest: Math.min(...counts) };
}
