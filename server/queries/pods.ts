import type { PodsResponse } from '#lib/api/pods-contract.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import { kinds } from '#lib/k8s/kinds.ts';
import { type PodReport, podReportOf } from '#lib/mesh/pod-report.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Context } from '../context.ts';
import type { NodeQuery } from './node.ts';
import { podsOfNode } from './pods-of-node.ts';

const mostPods = 200;

/** The pods behind a node with their conditions, restarts and events, those that want attention first. */
export async function readPods(ctx: Context, input: NodeQuery): Promise<PodsResponse> {
  const { node, cluster, pods } = await podsOfNode(ctx, input);
  const { id, kind, namespace, name } = node;
  const reports = cluster === null ? [] : pods.map((pod) => podReportOf(cluster, pod)).sort(byAttention);
  return {
    node: { id, kind, namespace, name },
    pods: reports.slice(0, mostPods),
    more: Math.max(0, reports.length - mostPods),
    missing: cluster === null ? [] : [...missingKind(cluster, 'Pod'), ...missingKind(cluster, 'Event')],
  };
}

const byAttention = (a: PodReport, b: PodReport): number =>
  Number(a.ready) - Number(b.ready) || restarts(b) - restarts(a) || (a.object.name < b.object.name ? -1 : 1);

const restarts = ({ containers }: PodReport): number =>
  containers.reduce((sum, each) => sum + (each.restarts ?? 0), 0);

/** Why a kind is not there to be shown; none where it is. */
function missingKind(cluster: ClusterSnapshot, kind: KindName): PodsResponse['missing'] {
  const state = cluster.states.get(kind);
  const what = kinds[kind].plural;
  switch (state?.phase) {
    case 'live':
    case undefined:
      return [];
    case 'loading':
      return [{ what, reason: 'They are still being listed.' }];
    case 'stale':
      return [{ what, reason: `They are of ${state.since}: ${state.reason}` }];
    case 'not-installed':
      return [{ what, reason: 'The API server does not serve them.' }];
    case 'forbidden':
      return [{ what, reason: `Weft lacks the right list ${what}: ${state.reason}` }];
  }
}
