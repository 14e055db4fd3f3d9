import type { Finding } from '#lib/core/finding.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { Rule } from './rule.ts';
import { allRules } from './rules/all.ts';

interface Answer {
  readonly inputs: readonly unknown[];
  readonly findings: readonly Finding[];
}

/** Checks snapshot after snapshot and runs a rule again only when a kind that it reads has changed. */
export function createValidator(
  rules: readonly Rule[] = allRules,
): (snapshot: MeshSnapshot) => readonly Finding[] {
  const answers = new Map<string, Answer>();
  let last: { readonly snapshot: MeshSnapshot; readonly findings: readonly Finding[] } | null = null;
  const answer = (rule: Rule, snapshot: MeshSnapshot, cluster: ClusterSnapshot): readonly Finding[] => {
    const key = `${cluster.id}/${rule.name}`;
    const inputs = rule.reads.map((kind) => cluster.objects.get(kind));
    const known = answers.get(key);
    if (known?.inputs.every((input, i) => input === inputs[i])) return known.findings;
    // What is still being listed, or may not be listed, cannot be told from what does not exist.
    const complete = rule.reads.every((kind) => isKnown(cluster, kind));
    const findings = complete ? rule.check(snapshot, cluster.id) : [];
    if (complete) answers.set(key, { inputs, findings });
    return findings;
  };
  return (snapshot) => {
    if (last?.snapshot === snapshot) return last.findings;
    const findings = [...snapshot.clusters.values()].flatMap((cluster) =>
      rules.flatMap((rule) => answer(rule, snapshot, cluster)),
    );
    last = { snapshot, findings };
    return findings;
  };
}

function isKnown(cluster: ClusterSnapshot, kind: Rule['reads'][number]): boolean {
  const phase = cluster.states.get(kind)?.phase;
  return phase === 'live' || phase === 'stale' || phase === 'not-installed';
}

/** Findings of one snapshot, from nothing. */
export const validateMesh = (snapshot: MeshSnapshot): readonly Finding[] => createValidator()(snapshot);
