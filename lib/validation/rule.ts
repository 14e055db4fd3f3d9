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
  /** Set where it needs to know Secrets: all of them, or those that Gateways name. */
  readonly readsSecrets?: 'all' | 'credentials';
  /** Set where it reads the other clusters of the mesh too. */
  readonly acrossClusters?: true;
  /** Set where it says more than most want to hear: it runs only when asked for. */
  readonly optIn?: true;
  check(cluster: ClusterSnapshot, mesh: MeshSnapshot): Iterable<Finding>;
  /** Set where objects are judged one by one: then only those are judged again that changed, or beside which something did. */
  readonly each?: EachObject;
}

/** How the objects of some kinds are judged one by one. */
export interface EachObject {
  readonly kinds: readonly KindName[];
  findings(kind: KindName, object: KubeObject, cluster: ClusterSnapshot): readonly Finding[];
}

type RuleTraits = Pick<Rule, 'name' | 'codes' | 'mayRead' | 'readsSecrets' | 'optIn'>;

interface ObjectRule<K extends KindName> extends RuleTraits {
  readonly kind: K;
  /** The kinds that it reads beside the object itself. */
  readonly reads?: readonly Exclude<KindName, K>[];
  remarks(object: ObjectOf<K>, cluster: ClusterSnapshot): Iterable<Remark>;
}

/**
 * A rule that judges each object of a kind by itself and what other kinds say, never beside its likes. An object keeps its
 * findings until it changes, or something that was read to judge it: the runner keeps account of that, so nothing may be
 * remembered between objects but by `derive`.
 */
export function objectRule<K extends KindName>({
  kind,
  reads = [],
  remarks,
  ...traits
}: ObjectRule<K>): Rule {
  return objectsRule({
    ...traits,
    kinds: [kind],
    reads,
    remarks: (_, object, cluster) => remarks(object, cluster),
  });
}

interface ObjectsRule<K extends KindName> extends RuleTraits {
  readonly kinds: readonly K[];
  readonly reads?: readonly KindName[];
  remarks(kind: K, object: ObjectOf<K>, cluster: ClusterSnapshot): Iterable<Remark>;
}

/** The same for objects of several kinds. */
export function objectsRule<K extends KindName>({
  kinds,
  reads = [],
  remarks,
  ...traits
}: ObjectsRule<K>): Rule {
  const findings = (kind: K, object: ObjectOf<K>, cluster: ClusterSnapshot): Finding[] => {
    const found: Finding[] = [];
    for (const remark of remarks(kind, object, cluster))
      found.push(findingOf(remark, refOf(cluster, kind, object)));
    return found;
  };
  return {
    ...traits,
    reads: [...new Set<KindName>([...kinds, ...reads])],
    *check(cluster) {
      for (const kind of kinds) {
        for (const object of objects(cluster, kind)) yield* findings(kind, object, cluster);
      }
    },
    // The runner hands in objects that it found under one of `kinds`.
    each: {
      kinds,
      findings: (kind, object, cluster) => findings(kind as K, object as ObjectOf<K>, cluster),
    },
  };
}

/** A remark about an object, as a finding at the level that the catalogue gives it. */
export function findingOf({ code, path, args, level }: Remark, object: Finding['object']): Finding {
  return { code, level: level ?? codes[code].level, object, path, args };
}
