import type { KindName } from '#lib/k8s/kinds.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { Rule } from '../rule.ts';

/** The mesh as a rule may see it: asking for a kind that the rule does not name throws. */
export function guarded(mesh: MeshSnapshot, rule: Rule): MeshSnapshot {
  const named: ReadonlySet<string> = new Set([...rule.reads, ...(rule.mayRead ?? [])]);
  const view = (cluster: ClusterSnapshot): ClusterSnapshot => ({
    ...cluster,
    objects: new GuardedMap(cluster.objects, (kind) => {
      if (!named.has(kind)) throw new Error(`${rule.name} reads ${kind} and does not say so`);
    }),
  });
  return {
    ...mesh,
    clusters: new Map([...mesh.clusters].map(([id, cluster]) => [id, view(cluster)])),
  };
}

class GuardedMap<V> extends Map<KindName, V> {
  readonly #check: (kind: KindName) => void;

  constructor(from: ReadonlyMap<KindName, V>, check: (kind: KindName) => void) {
    super(from);
    this.#check = check;
  }

  override get(kind: KindName): V | undefined {
    this.#check(kind);
    return super.get(kind);
  }
}
