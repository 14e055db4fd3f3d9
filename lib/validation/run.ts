import type { Finding } from '#lib/core/finding.ts';
import type { ClusterId } from '#lib/core/ids.ts';
import { isKnown } from '#lib/mesh/is-known.ts';
import { ReadLedger } from '#lib/mesh/read-ledger.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { type Judged, judgeObjects, type Watched } from './judge-objects.ts';
import type { Rule } from './rule.ts';
import { ruleFailed } from './rule-failed.ts';
import { usualRules } from './rules/all.ts';
import { withinSight } from './within-sight.ts';

interface Answer {
  readonly inputs: readonly unknown[];
  readonly findings: readonly Finding[];
  /** Of a rule that judges one by one: what each judgement was made from. */
  readonly judged: Judged;
}

/** Checks snapshot after snapshot and runs a rule again only for what can have changed its answer. */
export function createValidator(
  rules: readonly Rule[] = usualRules,
): (snapshot: MeshSnapshot) => readonly Finding[] {
  const answers = new Map<string, Answer>();
  const ledgers = new Map<ClusterId, ReadLedger>();
  let last: { readonly snapshot: MeshSnapshot; readonly findings: readonly Finding[] } | null = null;
  const answer = (rule: Rule, mesh: MeshSnapshot, read: Watched): readonly Finding[] => {
    const { cluster } = read;
    const key = `${cluster.id}/${rule.name}`;
    const inputs = inputsOf(rule, mesh, cluster);
    // What is still being listed, or may not be listed, cannot be told from what does not exist.
    if (!canJudge(rule, cluster)) return [];
    const known = answers.get(key);
    if (known !== undefined && same(known.inputs, inputs)) return known.findings;
    const ran =
      rule.each === undefined
        ? { findings: checked(rule, mesh, cluster), judged: noneJudged }
        : judgeObjects(rule, rule.each, read, known?.judged ?? noneJudged);
    answers.set(key, { inputs, ...ran });
    return ran.findings;
  };
  return (mesh) => {
    if (last?.snapshot === mesh) return last.findings;
    const findings = [...mesh.clusters.values()].flatMap((cluster) => {
      const ledger = ledgers.get(cluster.id) ?? new ReadLedger();
      ledgers.set(cluster.id, ledger);
      const read = { cluster, watched: ledger.open(cluster), ledger };
      return rules.flatMap((rule) => withinSight(answer(rule, mesh, read), rule, cluster));
    });
    last = { snapshot: mesh, findings };
    return findings;
  };
}

const noneJudged: Judged = new Map();

/** The maps of objects that an answer was made from: snapshots share what did not change, so identity tells. */
function inputsOf(rule: Rule, mesh: MeshSnapshot, cluster: ClusterSnapshot): readonly unknown[] {
  const clusters = rule.acrossClusters === true ? [...mesh.clusters.values()] : [cluster];
  const kinds = [...rule.reads, ...(rule.mayRead ?? [])];
  return clusters.flatMap((each) => [
    ...kinds.map((kind) => each.objects.get(kind)),
    rule.readsSecrets === undefined ? undefined : each[secretsField[rule.readsSecrets]],
  ]);
}

const same = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((input, i) => input === b[i]);

/** A rule that throws says so once and takes no other down with it. */
function checked(rule: Rule, mesh: MeshSnapshot, cluster: ClusterSnapshot): readonly Finding[] {
  try {
    return [...rule.check(cluster, mesh)];
  } catch (error) {
    return [ruleFailed(cluster, rule, null, error)];
  }
}

const secretsField = { all: 'secrets', credentials: 'credentials' } as const;

function canJudge({ reads, readsSecrets }: Rule, cluster: ClusterSnapshot): boolean {
  return (
    reads.every((kind) => isKnown(cluster, kind)) &&
    (readsSecrets === undefined || cluster[secretsField[readsSecrets]] !== undefined)
  );
}

/** Findings of one snapshot, from nothing. */
export const validateMesh = (
  snapshot: MeshSnapshot,
  rules: readonly Rule[] = usualRules,
): readonly Finding[] => createValidator(rules)(snapshot);
