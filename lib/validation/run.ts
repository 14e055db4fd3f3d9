import type { Finding } from '#lib/core/finding.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { objects } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { EachObject, Rule } from './rule.ts';
import { ruleFailed } from './rule-failed.ts';
import { usualRules } from './rules/all.ts';

interface Answer {
  readonly inputs: readonly unknown[];
  readonly findings: readonly Finding[];
  /** Findings by object, for rules that judge one by one; they hold as long as the other kinds are the same. */
  readonly byObject: WeakMap<KubeObject, readonly Finding[]>;
  readonly beside: readonly unknown[];
}

/** Checks snapshot after snapshot and runs a rule again only when a kind that it reads has changed. */
export function createValidator(
  rules: readonly Rule[] = usualRules,
): (snapshot: MeshSnapshot) => readonly Finding[] {
  const answers = new Map<string, Answer>();
  let last: { readonly snapshot: MeshSnapshot; readonly findings: readonly Finding[] } | null = null;
  const answer = (rule: Rule, mesh: MeshSnapshot, cluster: ClusterSnapshot): readonly Finding[] => {
    const key = `${cluster.id}/${rule.name}`;
    const inputs = inputsOf(rule, mesh, cluster, rule.reads);
    const known = answers.get(key);
    if (known !== undefined && same(known.inputs, inputs)) return known.findings;
    // What is still being listed, or may not be listed, cannot be told from what does not exist.
    if (!canJudge(rule, cluster)) return [];
    const others = rule.reads.filter((kind) => kind !== rule.each?.kind);
    const beside = inputsOf(rule, mesh, cluster, others);
    const byObject = known !== undefined && same(known.beside, beside) ? known.byObject : new WeakMap();
    const findings = run(rule, mesh, cluster, byObject);
    answers.set(key, { inputs, findings, byObject, beside });
    return findings;
  };
  return (mesh) => {
    if (last?.snapshot === mesh) return last.findings;
    const findings = [...mesh.clusters.values()].flatMap((cluster) =>
      rules.flatMap((rule) => answer(rule, mesh, cluster)),
    );
    last = { snapshot: mesh, findings };
    return findings;
  };
}

/** The maps of objects that an answer was made from: snapshots share what did not change, so identity tells. */
function inputsOf(
  rule: Rule,
  mesh: MeshSnapshot,
  cluster: ClusterSnapshot,
  reads: readonly KindName[],
): readonly unknown[] {
  const clusters = rule.acrossClusters === true ? [...mesh.clusters.values()] : [cluster];
  const kinds = [...reads, ...(rule.mayRead ?? [])];
  return clusters.flatMap(({ objects, secrets }) => [
    ...kinds.map((kind) => objects.get(kind)),
    rule.readsSecrets === true ? secrets : undefined,
  ]);
}

const same = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((input, i) => input === b[i]);

/** A rule that throws says so once and takes no other down with it. */
function run(
  rule: Rule,
  mesh: MeshSnapshot,
  cluster: ClusterSnapshot,
  byObject: WeakMap<KubeObject, readonly Finding[]>,
): readonly Finding[] {
  try {
    return rule.each === undefined
      ? [...rule.check(cluster, mesh)]
      : oneByOne(rule, rule.each, cluster, byObject);
  } catch (error) {
    return [ruleFailed(cluster, rule, null, error)];
  }
}

function oneByOne(
  rule: Rule,
  each: EachObject,
  cluster: ClusterSnapshot,
  byObject: WeakMap<KubeObject, readonly Finding[]>,
): readonly Finding[] {
  const found: Finding[] = [];
  for (const object of objects(cluster, each.kind)) {
    const known = byObject.get(object) ?? judge(rule, each, object, cluster);
    byObject.set(object, known);
    found.push(...known);
  }
  return found;
}

function judge(
  rule: Rule,
  each: EachObject,
  object: KubeObject,
  cluster: ClusterSnapshot,
): readonly Finding[] {
  try {
    return each.findings(object, cluster);
  } catch (error) {
    return [ruleFailed(cluster, rule, { kind: each.kind, object }, error)];
  }
}

function canJudge({ reads, readsSecrets }: Rule, cluster: ClusterSnapshot): boolean {
  return (
    reads.every((kind) => isKnown(cluster, kind)) && (readsSecrets !== true || cluster.secrets !== undefined)
  );
}

function isKnown(cluster: ClusterSnapshot, kind: KindName): boolean {
  const phase = cluster.states.get(kind)?.phase;
  return phase === 'live' || phase === 'stale' || phase === 'not-installed';
}

/** Findings of one snapshot, from nothing. */
export const validateMesh = (
  snapshot: MeshSnapshot,
  rules: readonly Rule[] = usualRules,
): readonly Finding[] => createValidator(rules)(snapshot);
