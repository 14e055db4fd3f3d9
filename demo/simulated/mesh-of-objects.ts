import type { ConfigView } from '#demo/traffic/config/view.ts';
import { compileWorld, type World } from '#demo/traffic/config/world.ts';
import { clusterId } from '#lib/core/ids.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { kindNameOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { groupOf, snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';
import { type Answer, rounded } from './answer.ts';
import { compiledAnswer } from './compiled-answer.ts';
import { judgedAtGateway, requestOf, simulatedAnswer } from './simulated-answer.ts';

/** The same objects as the demo's traffic compiles them, and as the product reads them. */
export interface BothReadings {
  readonly world: World;
  readonly cluster: ClusterSnapshot;
}

/** The same objects as the traffic reads them and as Weft does. */
export function bothReadings(objects: readonly KubeObject[]): BothReadings {
  const view = new Map<KindName, KubeObject[]>();
  for (const object of objects) {
    const kind = kindNameOf(groupOf(object.apiVersion), object.kind);
    if (kind !== null) view.set(kind, [...(view.get(kind) ?? []), object]);
  }
  return {
    world: compileWorld(view satisfies ConfigView),
    cluster: snapshotOfObjects(clusterId.parse('demo'), objects).cluster,
  };
}

export interface Compared {
  readonly call: string;
  readonly compiled: Answer;
  readonly simulated: Answer;
}

/** Every call of every workload whose pods are alike, on both sides. */
export function* comparedCalls({ world, cluster }: BothReadings): Generator<Compared> {
  for (const [caller, nodes] of world.calls) {
    const [first] = caller.pods;
    const alike = caller.pods.every((pod) => pod.meshed === first?.meshed && pod.ambient === first?.ambient);
    if (caller.gateway || !alike) continue;
    for (const node of nodes) {
      const program = node.meshed ?? node.direct;
      if (node.forward || program === null) continue;
      const { call } = node;
      const compiled = rounded(compiledAnswer(world.registry, node, program));
      const simulated = rounded(simulatedAnswer(cluster, requestOf(caller, call)));
      if (judgedAtGateway in simulated.outcomes) continue;
      // Only the rule of a proxy that reads HTTP does anything beside.
      const does = compiled.does === null || node.meshed === null ? null : simulated.does;
      yield {
        call: `${caller.key} → ${call.protocol} ${call.method} ${call.authority ?? call.host}:${call.port}${call.path}`,
        compiled: { ...compiled, does: node.meshed === null ? null : compiled.does },
        simulated: { ...simulated, does },
      };
    }
  }
}
