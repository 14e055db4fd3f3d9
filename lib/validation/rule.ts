import type { Finding, FindingLevel } from '#lib/core/finding.ts';
import type { ObjectOf } from '#lib/istio/kind-types.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { type Code, codes } from './codes.ts';

/** What a rule has to say of an object: where in it, and the facts that the text is made of. */
export interface Remark {
  readonly code: Code;
  /** `spec.http[0].route[1].destination.host`; names with dots in brackets: `metadata.annotations["a.b/c"]`. */
  readonly path: string;
  readonly args: Readonly<Record<string, string>>;
  /** Another level than the catalogue's, where the case is a lighter or graver one. */
  readonly level?: FindingLevel;
}

/** One check: the codes it reports, the kinds it reads (a change of another kind cannot change its answer), and the check itself. */
export interface Rule {
  /** Its file under `rules/`, without ending: `virtual-service/destination-host`. */
  readonly name: string;
  readonly codes: readonly Code[];
  readonly reads: readonly KindName[];
  /** Kinds that sharpen the answer: where they may not be listed the rule speaks all the same. */
  readonly mayRead?: readonly KindName[];
  /** Set where it needs to know Secrets. */
  readonly readsSecrets?: true;
  /** Set where it reads the other clusters of the mesh too. */
  readonly acrossClusters?: true;
  /** Set where it says more than most want to hear: it runs only when asked for. */
  readonly optIn?: true;
  check(cluster: ClusterSnapshot, mesh: MeshSnapshot): Iterable<Finding>;
  /** Set where each object of one kind is judged apart from its likes: then only changed ones are judged again. */
  readonly each?: EachObject;
}

/** How objects of one kind are judged one by one. */
export interface EachObject {
  readonly kind: KindName;
  findings(object: KubeObject, cluster: ClusterSnapshot): readonly Finding[];
}

interface ObjectRule<K extends KindName> {
  readonly name: string;
  readonly codes: readonly Code[];
  readonly kind: K;
  /** The kinds that it reads beside the object itself. */
  readonly reads?: readonly Exclude<KindName, K>[];
  readonly mayRead?: readonly KindName[];
  readonly readsSecrets?: true;
  readonly optIn?: true;
  remarks(object: ObjectOf<K>, cluster: ClusterSnapshot): Iterable<Remark>;
}

/**
 * A rule that judges each object of a kind by itself and what other kinds say, never beside its likes: an object that is
 * the same as before, beside others that are, keeps its findings.
 */
export function objectRule<K extends KindName>(rule: ObjectRule<K>): Rule {
  const { name, codes: own, kind, reads = [], mayRead = [], readsSecrets, optIn } = rule;
  const findings = (object: ObjectOf<K>, cluster: ClusterSnapshot): Finding[] => {
    const found: Finding[] = [];
    for (const remark of rule.remarks(object, cluster))
      found.push(findingOf(remark, refOf(cluster, kind, object)));
    return found;
  };
  return {
    name,
    codes: own,
    reads: [kind, ...reads],
    mayRead,
    ...(readsSecrets === undefined ? {} : { readsSecrets }),
    ...(optIn === undefined ? {} : { optIn }),
    *check(cluster) {
      for (const object of objects(cluster, kind)) yield* findings(object, cluster);
    },
    // The runner hands in objects that it found under `kind`.
    each: { kind, findings: (object, cluster) => findings(object as ObjectOf<K>, cluster) },
  };
}

/** A remark about an object, as a finding at the level that the catalogue gives it. */
export function findingOf({ code, path, args, level }: Remark, object: Finding['object']): Finding {
  return { code, level: level ?? codes[code].level, object, path, args };
}
